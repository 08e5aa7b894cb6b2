import type {Interval} from "./interval.js";

/**
 * Two-sided quantile of Student's t for whole degrees of freedom, however few: between its negative and itself lies `level` of the
 * distribution. Bisection on the finite sums of Abramowitz and Stegun 1964, 26.7.3 and 26.7.4, to about 12 digits. Infinity without
 * a degree of freedom.
 */
export function wholeStudentQuantile(level: number, degrees: number): number {
  if (degrees < 1) return Infinity;
  let [low, high] = [0, Math.PI / 2];
  for (let middle = (low + high) / 2; middle !== low && middle !== high; middle = (low + high) / 2) {
    if (shareWithin(middle, degrees) < level) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan(low);
}

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

/** How much of the distribution lies within √degrees tan(angle) of 0. */
function shareWithin(angle: number, degrees: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let j = isOdd ? 2 : 1; j <= degrees - 3; j += 2) {
    term *= (j / (j + 1)) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
