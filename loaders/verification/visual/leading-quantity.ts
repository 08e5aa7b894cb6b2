import {isUnitWord} from "../math/strict/unit.js";
import {withDigits} from "./number-words.js";

const FILLER =
  /^(?:\s|[:：≈~"'“”‘’]|(?:approximately|about|around|roughly|nearly|exactly|only|just|therefore|thus|then|now|also|still|actually|equal to|equals|a total of|the number|the year(?=\s(?:1[5-9]|20)\d\d\b))(?![a-z]))+/i;
const FORMULA = /^\$([^$]{1,300})\$/;
const DIGITS =
  /^[-−+]?\s?\\?[$€£¥]?\s?[-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:\s\d+\/\d+|\s?\/\s?\d+)?/;
const SCALE = /^\s?(?:dozen|hundred|thousand|million|billion|trillion)\b/i;
const PERCENT = /^\s?(?:\\?%|percent\b|per cent\b)/i;
const DEGREES = /^\s?(?:°\s?[CF]?|\^\\circ|\^\{\\circ\}|degrees?\b(?:\s(?:celsius|fahrenheit))?)/i;
const WORD = /^\s?([a-zA-Z]+)((?:\s?\^\s?\{?[23]\}?|[²³]|\/[a-z]+)?)/;

/** What must not follow a number: more of an expression, a range, a list, a date, another alternative. */
const CONTINUED =
  /^\s?(?:\\(?![%\s,;!]|text)|[+*×^÷]|[:/]\s?\d|by\s\d|[-−–—]\s?\d|x\b|\d|,\s?(?:and\s)?[-−$]?\d|(?:,\s)?(?:or|and|to|through|until|out of|of)\s(?:the\s|another\s)?(?:[-−$]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)|BC\b|AD\b|o['’]clock|[ap]\.?m\b|in\s\d{1,3}\b(?!\d)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?:percent|%)?\s?(?:lower|higher|less|more|larger|smaller|greater) than\b)/i;

/** Another number beside it, each with a noun of its own. */
const BESIDE =
  /^(?:(?!\b(?:whose|which|who|that|where)\b)[^,.;:]){0,40}\band\s(?:the\s|another\s)?(?:[-−$]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)/i;

/** `nine (9)` is one number. */
export const RESTATED = /^[a-z-]+\s?\((\d[\d.,]*)\)/i;

/** The quantity with which a text begins: its text, and what follows it. */
export interface LeadingQuantity {
  text: string;
  rest: string;
}

/**
 * The number at the start of a text, in digits, in words or as a formula, with a unit that the table knows. Null for other
 * words, and where the number is part of something else: a range, a list, a sum, `one of`.
 */
export function leadingQuantity(text: string): LeadingQuantity | null {
  const start = text
    .replace(FILLER, "")
    .slice(0, 600)
    .replace(/^(?:minus|negative)\s(?=\d)/i, "-");
  if (/^one (?:of|was|is|can|could|must|has|will|would|needs?)\b/i.test(start)) return null;
  const formula = FORMULA.exec(start);
  if (formula !== null) return withUnit(formula[1]!, start.slice(formula[0].length));
  const bare = withDigits(start.replace(RESTATED, "$1"));
  const digits = DIGITS.exec(bare);
  return digits === null ? null : withUnit(digits[0], bare.slice(digits[0].length));
}

function withUnit(value: string, after: string): LeadingQuantity | null {
  let text = value.replace(/^\\\$/, "$").trim();
  let rest = after;
  const take = (pattern: RegExp, written?: string): void => {
    const found = pattern.exec(rest);
    if (found === null) return;
    text += written ?? ` ${found[0].trim()}`;
    rest = rest.slice(found[0].length);
  };
  take(SCALE);
  take(PERCENT, "\\%");
  take(DEGREES, "°");
  const word = WORD.exec(rest);
  // `3 in May` are no inches.
  const isPreposition = word?.[1] === "in" && /^\s*\w/.test(rest.slice(word[0].length));
  if (word !== null && isUnitWord(word[1]!) && !isPreposition) {
    text += ` \\text{ ${word[1]!}${(word[2] ?? "").replace(/[²³{}\s]/g, (sign) => POWERS[sign] ?? "")}}`;
    rest = rest.slice(word[0].length);
  }
  return CONTINUED.test(rest) || BESIDE.test(rest) ? null : {text, rest};
}

const POWERS: Readonly<Record<string, string>> = {"²": "^2", "³": "^3"};
