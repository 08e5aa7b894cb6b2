import type {Numbers} from "./numbers.js";

/** Arithmetic mean. NaN when empty or when any value is NaN. */
export function mean(values: Numbers): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
