import {clean, plainText} from "../math/strict/clean.js";
import {different, equal, type Comparison} from "../math/strict/comparing/comparison.js";
import {compareTexts} from "../math/strict/grade-strict.js";
import {leadingLetter} from "./chosen-letter.js";
import {spokenTime} from "../math/strict/spoken-time.js";
import {complement, isNegated, statedYesNo} from "./statement.js";

/** Letters, spaces and sentence punctuation, at least two letters: nothing that could be a formula. */
const WORDS = /^(?=.*\p{L}[^\p{L}]*\p{L})[\p{L}\s'’.,;:!?]+$/u;
const LABEL = /^(?:the\s)?(?:figure|option|choice|shape|picture|image|diagram|point|letter)\s+/i;

/** "the web green line": what a name is of. */
const PICTURED = /^(.{3,60}) (?:line|bar|curve|segment|slice|region|colou?r|category|column|series)$/;

const TIME = /^\d{1,2}:\d{2}$/;
const TIMES = /(?<![\d:])\d{1,2}:\d{2}(?![\d:])/g;

/** The words of a prose text, without case, articles, punctuation and LaTeX; null where it may be a formula. */
export function wordsOf(text: string): string | null {
  const prose = clean(text.normalize("NFKC")).replace(
    /\\(?:text|textbf|textit|mathrm|mbox)\s?\{([^{}]*)\}/g,
    "$1"
  );
  return WORDS.test(prose) ? plainText(prose).toLowerCase() : null;
}

/** Whether two texts say the same: the same words, else the same mathematics. */
export function sameText(answer: string, reference: string): Comparison {
  const words = wordsOf(reference);
  return words !== null && words === wordsOf(answer) ? equal("same_words") : compareTexts(answer, reference);
}

/**
 * Compares words: the same but for case, punctuation, quotes and articles. For a yes or no, a sentence that opens with it
 * counts too, unless it holds the other: `Yes, they are equal`. For a letter, `[C]` and `figure C` do.
 */
export function matchText(gold: string, answer: string): Comparison {
  const comparison = sameText(answer.replace(/^["'“]|["'”]\.?$/g, ""), gold);
  const reference = wordsOf(gold);
  if (TIME.test(gold) && spokenTime(answer) === gold.replace(/^0/, "")) return equal("time");
  // Pictures show clocks: a ratio in words is no time.
  if (comparison.equal && TIME.test(gold) && !/\d:\d/.test(answer)) return different("time");
  if (comparison.equal) return comparison;
  // "a square": more words may be a name.
  const noun = /^a\s(\p{L}{3,})\W*$/iu.exec(answer)?.[1];
  if (noun?.toLowerCase() === reference) return equal("same_words");
  const pictured = PICTURED.exec(wordsOf(complement(answer) ?? answer) ?? "")?.[1];
  if (pictured !== undefined && pictured === reference) return equal("same_words");
  if (/^[A-H]$/.test(gold)) {
    const letter = leadingLetter(answer.replace(LABEL, ""));
    return letter?.letter === gold && letter.rest === "" && !letter.isSmall ? equal("letter") : comparison;
  }
  if (TIME.test(gold)) {
    const times = new Set(isNegated(answer) ? [] : answer.match(TIMES));
    return times.size === 1 && times.has(gold) ? equal("time") : comparison;
  }
  if (reference !== "yes" && reference !== "no") return comparison;
  return statedYesNo(answer) === reference ? equal("opening_word") : different("opening_word");
}
