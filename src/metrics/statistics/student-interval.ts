import type {Interval} from "./interval.js";
import {wholeStudentQuantile} from "./whole-student-quantile.js";

/**
 * Student's interval for the expected value of independent numbers, from the mean and the standard deviation (n - 1) of `count`
 * of them. Null for fewer than two, which do not show how far they scatter.
 */
export function studentInterval(
  {mean, deviation, count}: {mean: number; deviation: number; count: number},
  level = 0.95
): Interval | null {
  if (count < 2) return null;
  const reach = (wholeStudentQuantile(level, count - 1) * deviation) / Math.sqrt(count);
  return {low: mean - reach, high: mean + reach};
}
