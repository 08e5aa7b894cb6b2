import {mean} from "./mean.js";
import type {Numbers} from "./numbers.js";

/**
 * Standard error of a mean over problems: sample standard deviation / sqrt(M). Holds both the spread between problems and
 * the sampling noise within them. NaN with fewer than two values or when one is NaN. With some 30 problems prefer the
 * bootstrap to a normal interval built on it.
 */
export function standardError(values: Numbers): number {
  const centre = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
