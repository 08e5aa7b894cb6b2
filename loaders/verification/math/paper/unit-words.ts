import {isPlain} from "./symbolic/python-text.js";

/**
 * The words that the grader deletes from answers, in its order: units and nouns of MathQA's answers, with their
 * spellings. In a phrase a `.` stands for any character. Their plurals follow as a second round of the list.
 */
const SINGULAR = [
  ..."east degree mph kmph ft".split(" "),
  ...["m sqaure", " m east", "sq m", "deg", "mile", "q .", "monkey", "prime", "ratio", "profit of rs"],
  ...["rd", "o", "gm", "p . m", "lb", "tile", "per", "dm", "lt", "gain", "ab", "way", "west"],
  ..."abcdefgh".split("").map((letter) => `${letter} .`),
  ...["t", "a", "h", "no change", "men", "soldier", "pie", "bc", "excess", "st", "inches", "noon", "percent"],
  ..."by gal kmh c acre rise".split(" "),
  ...["a . m", "th", "π r 2", "sq", "mark", "l", "toy", "coin", "sq . m", "gallon", "° f", "profit", "minw"],
  ..."yr women feet am pm hr".split(" "),
  ...["cu cm", "square", "v â € ™", "are", "rupee", "rounds", "cubic", "cc", "mtr", "s", "ohm", "number"],
  ..."kmph day hour minute min second man woman sec cube mt".split(" "),
  ...["sq inch", "mp", "∏ cm ³", "hectare", "more", "sec", "unit", "cu . m", "cm 2", "rs .", "rs"],
  ..."kg g month km m cm mm apple liter loss yard pure year increase decrease d less Surface litre".split(
    " "
  ),
  ...["pi sq m", "s .", "metre", "meter", "inch"]
];

interface Unit {
  text: string;
  /** A single word: it can match only where the answer has exactly that word. */
  isWord: boolean;
  /** Made when first needed, as most never are. */
  plain?: RegExp;
  unicode?: RegExp;
}

const units: Unit[] = [...SINGULAR, ...SINGULAR.map((unit) => `${unit}s`)].map((text) => ({
  text,
  isWord: /^[a-z]+$/i.test(text)
}));

function pattern(unit: Unit, isPlainText: boolean): RegExp {
  const {text} = unit;
  if (isPlainText) return (unit.plain ??= new RegExp(`(^|\\W)${text}($|\\W)`, "g"));
  return (unit.unicode ??= new RegExp(`(^|[^\\p{L}\\p{N}_])${text}($|[^\\p{L}\\p{N}_])`, "gu"));
}

/** Deletion never joins two words, so a unit that is one word is there from the start or never. */
function candidates(text: string): Unit[] {
  const present = new Set(text.match(/[\p{L}\p{N}_]+/gu));
  const phrases = text.includes(" ");
  return units.filter((unit) => (unit.isWord ? present.has(unit.text) : phrases));
}

/**
 * Deletes every unit word that stands between two non-word characters (or the ends), twice over, one unit after the
 * other; a deletion that would leave nothing is not made. Letters that serve as variables are deleted too.
 */
export function deleteUnits(text: string): string {
  const isPlainText = isPlain(text);
  const present = candidates(text);
  let result = text;
  for (const unit of [...present, ...present]) {
    result = result.replace(pattern(unit, isPlainText), "$1$2") || result;
  }
  return result;
}
