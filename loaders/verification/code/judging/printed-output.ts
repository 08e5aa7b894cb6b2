/**
 * LiveCodeBench's comparison: the same number of lines, without space around the text and each line; a line may differ in how its numbers are
 * written (1 and 1.0), but not in their exact decimal values. With a tolerance, numbers of which one is written as a float may differ by it:
 * absolutely, or, where the expected one is a float, relative to that. Takes time in proportion to the texts.
 */
export function isSameOutput(output: string, expected: string, tolerance = 0): boolean {
  const got = strippedLines(output);
  const wanted = strippedLines(expected);
  return (
    got.length === wanted.length &&
    got.every((line, index) => line === wanted[index] || isSameLine(line, wanted[index]!, tolerance))
  );
}

function strippedLines(text: string): string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim());
}

/** Without a tolerance every word of a line that differs must be a number. */
function isSameLine(a: string, b: string, tolerance: number): boolean {
  const got = a.split(/\s+/);
  const wanted = b.split(/\s+/);
  if (got.length !== wanted.length) return false;
  if (tolerance > 0)
    return got.every((word, index) => word === wanted[index] || isClose(word, wanted[index]!, tolerance));
  return got.every((word, index) => {
    const key = decimalKey(word);
    return key !== null && key === decimalKey(wanted[index]!);
  });
}

// No two parts of the pattern can match the same text: otherwise a long word that is no number takes quadratic time.
const decimal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,6}))?$/;

/** The same text for decimals of the same value: sign, digits without zeros at either end, exponent. Null for other text. */
function decimalKey(text: string): string | null {
  const match = decimal.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction = match[4] ?? "", , exponent = "0"] = match;
  const digits = whole + fraction;
  let start = 0;
  while (digits[start] === "0") start += 1;
  let end = digits.length;
  while (end > start && digits[end - 1] === "0") end -= 1;
  if (start === end) return "0";
  const scale = Number(exponent) - fraction.length + (digits.length - end);
  return `${sign === "-" ? "-" : ""}${digits.slice(start, end)}e${scale}`;
}

const integer = /^[+-]?\d+$/;

function isClose(output: string, expected: string, tolerance: number): boolean {
  const key = decimalKey(output);
  const wantedKey = decimalKey(expected);
  if (key === null || wantedKey === null) return false;
  if (key === wantedKey) return true;
  const isWhole = integer.test(expected);
  if (isWhole && integer.test(output)) return false;
  const wanted = Number(expected);
  if (isWhole && !Number.isSafeInteger(wanted)) return false;
  const distance = Math.abs(Number(output) - wanted);
  return Number.isFinite(distance) && distance <= tolerance * (isWhole ? 1 : Math.max(1, Math.abs(wanted)));
}
