import {parseFloatText} from "./python-text.js";

/** Whether two numbers agree within 1e-4 of the larger; equal infinities do, NaN agrees with nothing. */
export function isClose(a: number, b: number): boolean {
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= 1e-4 * Math.max(Math.abs(a), Math.abs(b));
}

/** The number that a text is once its commas are gone, a percentage too; null for any other text. */
export function numberOf(text: string): number | null {
  const literal = text.replaceAll(",", "");
  const plain = parseFloatText(literal);
  if (plain !== null || !literal.endsWith("%")) return plain;
  const percent = parseFloatText(literal.slice(0, literal.endsWith("\\%") ? -2 : -1));
  return percent === null ? null : percent / 100;
}

/** Whether a number is the reference, a hundredth of it or a hundred times it. */
export function isCloseUpToPercent(prediction: number, reference: number): boolean {
  return [reference / 100, reference, reference * 100].some((value) => isClose(value, prediction));
}
