import type {Estimate} from "../statistics/interval.js";
import {studentQuantile} from "../statistics/student-quantile.js";
import {wholeStudentQuantile} from "../statistics/whole-student-quantile.js";

/**
 * Slope of the least-squares line through a few points (`places[i]`, `value(i, null)`), each of which was measured on the same
 * units, with an interval for two sources of error that are added as squares: other units, by the jackknife (`value(i, unit)` leaves one
 * unit out), with Student's t of one degree less than there are units; and what the points themselves scatter around the line, as other
 * training runs would, with Student's t of two degrees less than there are points. The scatter holds the noise of the units too, so that the interval is
 * wide rather than narrow. With two points there is no scatter to see, and no interval: -Infinity to Infinity. Null where a
 * value is no number, or all places are one.
 */
export function trendInterval(
  places: readonly number[],
  value: (point: number, without: number | null) => number,
  {units, level}: {units: number; level: number}
): (Estimate & {sizes: number}) | null {
  const centre = places.reduce((sum, place) => sum + place, 0) / places.length;
  const squares = places.reduce((sum, place) => sum + (place - centre) ** 2, 0);
  if (!(squares > 0)) return null;
  const valuesWithout = (unit: number | null): number[] => places.map((_, i) => value(i, unit));
  const slopeOf = (values: readonly number[]): number =>
    values.reduce((sum, one, i) => sum + ((places[i]! - centre) * one) / squares, 0);
  const values = valuesWithout(null);
  const estimate = slopeOf(values);
  if (!Number.isFinite(estimate)) return null;
  const pseudo = Array.from({length: units}, (_, unit) => slopeOf(valuesWithout(unit)));
  const middle = pseudo.reduce((sum, one) => sum + one, 0) / units;
  const jackknife = Math.sqrt(
    ((units - 1) / units) * pseudo.reduce((sum, one) => sum + (one - middle) ** 2, 0)
  );
  if (Number.isNaN(jackknife)) return null;
  const level0 = values.reduce((sum, one) => sum + one, 0) / values.length;
  const residuals = values.reduce(
    (sum, one, i) => sum + (one - level0 - estimate * (places[i]! - centre)) ** 2,
    0
  );
  const degrees = places.length - 2;
  const scatter =
    degrees < 1 ? Infinity : wholeStudentQuantile(level, degrees) * Math.sqrt(residuals / degrees / squares);
  const reach = Math.hypot(studentQuantile(level, units - 1) * jackknife, scatter);
  return {estimate, low: estimate - reach, high: estimate + reach, sizes: places.length};
}
