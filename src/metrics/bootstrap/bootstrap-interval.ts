import type {Interval} from "../statistics/interval.js";
import {normalCdf} from "../statistics/normal-cdf.js";
import {normalQuantile} from "../statistics/normal-quantile.js";
import {partitionAt} from "../statistics/partition-at.js";

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
  const values = copied(replicates);
  if (values === null) return {low: NaN, high: NaN};
  const tail = (1 - level) / 2;
  const adjusted = bca && adjustedTails(replicates, tail, bca);
  const [low, high] = adjusted ?? [tail, 1 - tail];
  return {low: unsortedQuantile(values, low), high: unsortedQuantile(values, high)};
}

let scratch = new Float64Array(0);

/** A copy of values, to be used before the next one is made; null when there is none or one is NaN. */
function copied(values: Float64Array): Float64Array | null {
  const {length} = values;
  if (length === 0) return null;
  if (scratch.length !== length) scratch = new Float64Array(length);
  let isNumber = true;
  for (let i = 0; i < length; i++) {
    const value = values[i]!;
    scratch[i] = value;
    isNumber &&= !Number.isNaN(value);
  }
  return isNumber ? scratch : null;
}

/** `quantile` of values in any order, which it changes: two order statistics need no sorting. */
function unsortedQuantile(values: Float64Array, p: number): number {
  const position = p * (values.length - 1);
  const below = Math.floor(position);
  const share = position - below;
  if (share === 0) {
    partitionAt(values, below);
    return values[below]!;
  }
  // One of the two is found by parting, the other as the extreme of what then lies beyond it: of the shorter side.
  const isLow = 2 * below < values.length;
  partitionAt(values, isLow ? below + 1 : below);
  let [low, high] = isLow ? [-Infinity, values[below + 1]!] : [values[below]!, Infinity];
  if (isLow) for (let i = 0; i <= below; i++) low = Math.max(low, values[i]!);
  else for (let i = below + 1; i < values.length; i++) high = Math.min(high, values[i]!);
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
