import {asciiDigits, words} from "./symbolic/python-text.js";

const SMALL = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen"
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const VALUES = new Map<string, number>([
  ...SMALL.map((word, n) => [word, n] as const),
  ...TENS.map((word, n) => [word, 10 * (n + 2)] as const),
  ["hundred", 100],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9]
]);

const SCALES = ["billion", "million", "thousand"] as const;

/** Python refuses to turn longer digit strings into integers. */
const MAX_INTEGER_DIGITS = 4300;

/** Value of a group below one thousand: the first word times the second, plus the rest, however little sense that makes. */
function groupValue(group: readonly string[]): number | null {
  const [a, b, c, d] = group.map((word) => VALUES.get(word)!);
  if (a === undefined) return null;
  if (group.length === 4) return a * b! + c! + d!;
  if (group.length === 3) return a * b! + c!;
  if (group.length === 2) return a === 100 || b === 100 ? a * b! : a + b!;
  return a;
}

/** Value of the number words before the point; null where they are malformed. */
function wholeValue(group: readonly string[]): number | null {
  if (group.length === 0) return 0;
  if (group.length === 1) return VALUES.get(group[0]!)!;
  let total = 0;
  let from = 0;
  for (const scale of SCALES) {
    const at = group.indexOf(scale);
    if (at < 0) continue;
    const multiplier = at < from ? null : groupValue(group.slice(from, at));
    if (multiplier === null) return null;
    total += multiplier * VALUES.get(scale)!;
    from = at + 1;
  }
  if (from === group.length) return total;
  const rest = groupValue(group.slice(from));
  return rest === null ? null : total + rest;
}

/** Value of the digit words after the point; 0 where one of them is no digit. */
function fractionValue(group: readonly string[]): number {
  const digits = group.map((word) => SMALL.indexOf(word));
  return digits.some((digit) => digit < 0 || digit > 9) ? 0 : Number(`0.${digits.join("")}`);
}

function isDigits(text: string): boolean {
  return text !== "" && /^\p{Nd}+$/u.test(text);
}

/** A double as Python prints one of the sizes that number words reach. */
function printed(value: number, isFloat: boolean): string {
  return isFloat && Number.isInteger(value) ? `${value}.0` : String(value);
}

/**
 * A text with number words becomes the number that they spell, and every other word of it is lost: `two solutions` is
 * 2. A plain digit string loses its leading zeros. Any other text, and number words in an impossible order, are returned
 * unchanged.
 */
export function numberWordsToDigits(text: string): string {
  const lower = text.replaceAll("-", " ").toLowerCase();
  if (isDigits(lower)) {
    return lower.length > MAX_INTEGER_DIGITS ? text : BigInt(asciiDigits(lower)).toString();
  }
  const found = words(lower).filter((word) => VALUES.has(word) || word === "point");
  const repeated = ["thousand", "million", "billion", "point"].some(
    (word) => found.indexOf(word) !== found.lastIndexOf(word)
  );
  if (found.length === 0 || repeated) return text;
  const point = found.indexOf("point");
  const whole = wholeValue(point < 0 ? found : found.slice(0, point));
  if (whole === null) return text;
  const after = point < 0 ? [] : found.slice(point + 1);
  return after.length === 0
    ? printed(whole, false)
    : printed(whole + fractionValue(after), fractionValue(after) !== 0);
}
