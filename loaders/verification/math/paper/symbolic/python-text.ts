/** Characters that Python's `str.strip()` and `\s` take for white space; JavaScript lacks some of them and adds U+FEFF. */
const SPACES = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const SPACE = new RegExp(`[${SPACES}]`);
const SPACE_RUN = new RegExp(`[${SPACES}]+`);
const INDENTED_LINE = new RegExp(`\n[${SPACES}]*`, "g");

/** The text without leading and trailing white space, as Python sees it. */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text[start]!)) start++;
  while (end > start && SPACE.test(text[end - 1]!)) end--;
  return text.slice(start, end);
}

/** The text without the given characters at its end. */
export function stripRight(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** The text without the given characters at its start. */
export function stripLeft(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text[start]!)) start++;
  return text.slice(start);
}

/** The text without the given characters at either end. */
export function stripBoth(text: string, characters: string): string {
  return stripLeft(stripRight(text, characters), characters);
}

/** Words between runs of white space, as Python's `str.split()` cuts them. */
export function words(text: string): string[] {
  return text.split(SPACE_RUN).filter((word) => word !== "");
}

/** The text without its line breaks and the white space behind each. */
export function joinLines(text: string): string {
  return text.replace(INDENTED_LINE, "");
}

/** The text's characters, as Python counts them. */
export function characters(text: string): string[] {
  return Array.from(text);
}

/** Whether the text is ASCII; for any other the slower Unicode patterns are needed. */
export function isPlain(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the whole of ASCII is meant
  return /^[\x00-\x7f]*$/.test(text);
}

/** Decimal digits of every script as ASCII digits, which is how Python's `float` and `int` read them. */
export function asciiDigits(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode's decimal digits come in runs of ten that start at the script's zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}

const FLOAT = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/**
 * What Python's `float()` makes of the text, or null where it raises: underscores between digits, infinity and NaN are
 * numbers, and a number past the range of doubles is infinite.
 */
export function parseFloatText(text: string): number | null {
  const literal = asciiDigits(strip(text));
  if (FLOAT.test(literal)) return Number(literal.replaceAll("_", ""));
  const special = SPECIAL.exec(literal);
  if (special === null) return null;
  if (special[2] === undefined) return NaN;
  return special[1] === "-" ? -Infinity : Infinity;
}
