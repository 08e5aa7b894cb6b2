import {normalCdf} from "./normal-cdf.js";
import {normalQuantile} from "./normal-quantile.js";
import {quantile} from "./quantile.js";

/** Two-sided confidence interval. */
export interface Interval {
  low: number;
  high: number;
}

/** What the BCa interval needs beyond the replicates. */
export interface Bca {
  estimate: number;
  /** See `acceleration`. */
  acceleration: number;
}

/**
 * Interval from bootstrap replicates at confidence `level` (0.95): percentile, or bias-corrected and accelerated when
 * `bca` is given (Efron 1987; Efron and Tibshirani 1993, ch. 14). The bias counts replicates equal to the estimate as
 * half below. Where the correction does not exist (no replicate on one side of the estimate), the percentile interval.
 * NaN when a replicate is NaN or there is none.
 */
export function bootstrapInterval(replicates: Float64Array, level: number, bca?: Bca): Interval {
  const sorted = replicates.slice().sort();
  if (sorted.length === 0 || Number.isNaN(sorted.at(-1))) return {low: NaN, high: NaN};
  const tail = (1 - level) / 2;
  const adjusted = bca && adjustedTails(sorted, tail, bca);
  const [low, high] = adjusted ?? [tail, 1 - tail];
  return {low: quantile(sorted, low), high: quantile(sorted, high)};
}

function adjustedTails(
  sorted: Float64Array,
  tail: number,
  {estimate, acceleration}: Bca
): [number, number] | undefined {
  const bias = normalQuantile(
    (countBelow(sorted, estimate, false) + countBelow(sorted, estimate, true)) / (2 * sorted.length)
  );
  if (!Number.isFinite(bias)) return undefined;
  const adjust = (p: number): number => {
    const shifted = bias + normalQuantile(p);
    return normalCdf(bias + shifted / (1 - acceleration * shifted));
  };
  return [adjust(tail), adjust(1 - tail)];
}

/** How many sorted values are below `x`, or, with `orEqual`, at most `x`. */
function countBelow(sorted: Float64Array, x: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < x || (orEqual && sorted[middle] === x)) low = middle + 1;
    else high = middle;
  }
  return low;
}
