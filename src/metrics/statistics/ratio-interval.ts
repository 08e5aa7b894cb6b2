import {cubeRoot} from "./cube-root.js";
import type {Estimate} from "./interval.js";
import {studentQuantile} from "./student-quantile.js";

/** What one unit, such as a problem, adds to both sums of a ratio. */
export interface RatioPart {
  numerator: number;
  denominator: number;
}

/**
 * The ratio of two sums over independent units, such as entropy over tokens, with Student's interval from the linearised
 * residuals, transformed so that their skewness is removed (Hall 1992, J. R. Stat. Soc. B 54, 221). For sums of numbers that
 * are not negative: the interval begins at 0 at the least. One unit tells nothing of others and has no width; NaN without.
 */
export function ratioInterval(parts: readonly RatioPart[], level = 0.95): Estimate {
  const count = parts.length;
  const sum = (value: (part: RatioPart) => number): number =>
    parts.reduce((total, part) => total + value(part), 0);
  const total = sum(({denominator}) => denominator);
  const estimate = sum(({numerator}) => numerator) / total;
  const moment = (power: 2 | 3): number =>
    sum(({numerator, denominator}) => ((numerator - estimate * denominator) * (count / total)) ** power) /
    count;
  const variance = moment(2);
  if (!(variance > 1e-30 * estimate * estimate)) return {estimate, low: estimate, high: estimate};
  const error = Math.sqrt(variance / (count - 1));
  const skewness = moment(3) / (variance * Math.sqrt(variance) * Math.sqrt(count));
  const student = studentQuantile(level, count - 1);
  return {
    estimate,
    low: Math.max(0, estimate - error * unskewed(student, skewness)),
    high: estimate - error * unskewed(-student, skewness)
  };
}

/** The quantile of a studentized mean whose values have the skewness `a` times the root of their number: Hall's inverse. */
function unskewed(quantile: number, a: number): number {
  if (Math.abs(a) < 1e-6) return quantile;
  return (cubeRoot(1 + a * (quantile - a / 6)) - 1) / (a / 3);
}
