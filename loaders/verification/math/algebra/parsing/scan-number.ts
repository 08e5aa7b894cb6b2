import type {Reading} from "./token.js";

/** A number in a text: its digits without separators, with a decimal point and an exponent where it has them. */
export interface ScannedNumber {
  text: string;
  /** The repeating digits of 0.1\overline{6}. */
  repeating?: string;
  /** Characters that it takes in the text. */
  length: number;
}

// A group of three digits after a mark that can only separate thousands.
const CERTAIN_GROUPS =
  /[1-9]\d{0,2}(?:(?:\s?\{\s?,\s?\}\s?(?:\\!)?|,\s?\\[!,;: ]\s?|\\!,|\\[,;:! ]\s?|~|')\d{3})+(?!\d)/y;
const COMMA_CHAIN = /\d+(?:,\d+)+/y;
const COMMA_GROUPS = /^\d{1,3}(?:,\d{3})+$/;
const SPACE_GROUPS = /[1-9]\d{0,2}(?: \d{3})+(?![\d/,]|\.(?!\d))/y;
// Two points, or underscores, in one number can only separate thousands.
const OTHER_GROUPS = /\d{1,3}(?:(?:\.\d{3}){2,}|(?:_\d{3})+)(?![\d.])/y;
const DECIMAL = /\d+(?:\.\d*)?|\.\d+/y;
const FRACTION_PART = /\.\d*/y;
const EXPONENT = /[eE][+-]?\d{1,9}(?![\d.])/y;
const REPEATING = /\\(?:overline|bar|dot)\s?\{(\d+)\}/y;

function matchAt(pattern: RegExp, source: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(source)?.[0];
}

/** The number that starts at a position of a text, inside brackets or not; null where none does. Linear in its length. */
export function scanNumber(
  source: string,
  position: number,
  reading: Reading,
  inBrackets: boolean
): ScannedNumber | null {
  const digits = scanDigits(source, position, reading, inBrackets);
  if (digits === null) return null;
  const end = position + digits.length;
  const repeating = digits.text.includes(".") ? matchAt(REPEATING, source, end) : undefined;
  if (repeating !== undefined) {
    return {
      text: digits.text,
      repeating: repeating.replace(/\D/g, ""),
      length: digits.length + repeating.length
    };
  }
  const exponent = reading.scientific ? (matchAt(EXPONENT, source, end) ?? "") : "";
  return {text: digits.text + exponent.toLowerCase(), length: digits.length + exponent.length};
}

function scanDigits(
  source: string,
  position: number,
  reading: Reading,
  inBrackets: boolean
): ScannedNumber | null {
  const whole =
    matchAt(CERTAIN_GROUPS, source, position) ??
    commaGroups(source, position, reading, inBrackets) ??
    matchAt(OTHER_GROUPS, source, position) ??
    spaceGroups(source, position);
  if (whole !== undefined) {
    const fraction = matchAt(FRACTION_PART, source, position + whole.length) ?? "";
    return {text: whole.replace(/\D/g, "") + fraction, length: whole.length + fraction.length};
  }
  const plain = matchAt(DECIMAL, source, position);
  return plain === undefined ? null : {text: plain, length: plain.length};
}

/** \log_2 125 has two numbers. */
function spaceGroups(source: string, position: number): string | undefined {
  return /[_^]/.test(source[position - 1] ?? "") ? undefined : matchAt(SPACE_GROUPS, source, position);
}

function commaGroups(
  source: string,
  position: number,
  {grouping}: Reading,
  inBrackets: boolean
): string | undefined {
  if (grouping === "none" || (grouping === "outside" && inBrackets)) return undefined;
  const before = source[position - 1] ?? "";
  // The rest of a chain that has been read as a list is a list too.
  if (before === "," && /\d/.test(source[position - 2] ?? "")) return undefined;
  const chain = matchAt(COMMA_CHAIN, source, position);
  if (chain === undefined || !COMMA_GROUPS.test(chain)) return undefined;
  // (312,123,231) is a triple however one reads it.
  const enclosed = /[([{]/.test(before) && /[)\]}\\]/.test(source[position + chain.length] ?? "");
  return enclosed && inBrackets ? undefined : chain;
}
