import {normalCdf} from "./normal-cdf.js";
import {normalQuantile} from "./normal-quantile.js";
import {partitionAt} from "./partition-at.js";

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
  if (replicates.length === 0 || hasNaN(replicates)) return {low: NaN, high: NaN};
  const tail = (1 - level) / 2;
  const adjusted = bca && adjustedTails(replicates, tail, bca);
  const [low, high] = adjusted ?? [tail, 1 - tail];
  const values = replicates.slice();
  return {low: unsortedQuantile(values, low), high: unsortedQuantile(values, high)};
}

function hasNaN(values: Float64Array): boolean {
  for (const value of values) if (Number.isNaN(value)) return true;
  return false;
}

/** `quantile` of values in any order, which it changes: two order statistics need no sorting. */
function unsortedQuantile(values: Float64Array, p: number): number {
  const position = p * (values.length - 1);
  const below = Math.floor(position);
  partitionAt(values, below);
  const low = values[below]!;
  const share = position - below;
  if (share === 0) return low;
  let high = Infinity;
  for (let i = below + 1; i < values.length; i++) high = Math.min(high, values[i]!);
  return low === high ? low : low + share * (high - low);
}

function adjustedTails(
  replicates: Float64Array,
  tail: number,
  {estimate, acceleration}: Bca
): [number, number] | undefined {
  let below = 0;
  for (const value of replicates) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const bias = normalQuantile(below / replicates.length);
  if (!Number.isFinite(bias)) return undefined;
  const adjust = (p: number): number => {
    const shifted = bias + normalQuantile(p);
    return normalCdf(bias + shifted / (1 - acceleration * shifted));
  };
  return [adjust(tail), adjust(1 - tail)];
}
