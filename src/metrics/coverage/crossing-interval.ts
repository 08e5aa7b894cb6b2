import type {Band} from "../bootstrap/band.js";
import type {Interval} from "../statistics/interval.js";
import {budgetAt, crossingPosition, TIE} from "./crossing-point.js";

/**
 * Interval of k* from the band of the differences RL - base: from the crossing of the estimates outwards to where the band
 * first leaves zero, linear in log k between grid points. At the true k* the difference is 0, so that its own interval holds
 * 0 as often as its level says, and k* is inside: a pointwise band is enough. ks[0] means "at or below", Infinity "beyond
 * k_max". What lies past the first k at which the base is ahead beyond its interval is not searched: ties of saturated curves
 * do not open the interval again. NaN when nothing was measured.
 */
export function crossingInterval({ks, estimate, low, high}: Band): Interval {
  const position = crossingPosition(estimate);
  if (Number.isNaN(position)) return {low: NaN, high: NaN};
  const last = estimate.findLastIndex((difference) => !Number.isNaN(difference));
  return {
    low: budgetAt(ks, lastAbove(low, Math.min(last, Math.floor(position)), last)),
    high: budgetAt(ks, firstBelow(high, Math.ceil(position), last))
  };
}

/** Where lower ends, from index `from` down, were above 0 for the last time; 0 if never. */
function lastAbove(ends: Float64Array, from: number, last: number): number {
  for (let j = from; j >= 0; j--) {
    if (!(ends[j]! > TIE)) continue;
    // Differences of rounding count as 0, see `TIE`.
    return j === last ? Infinity : j + ends[j]! / (ends[j]! - Math.min(0, ends[j + 1]!));
  }
  return 0;
}

/** Where upper ends, from index `from` up, come below 0 for the first time; Infinity if never. */
function firstBelow(ends: Float64Array, from: number, last: number): number {
  for (let j = from; j <= last; j++) {
    if (!(ends[j]! < -TIE)) continue;
    const before = j === 0 ? 0 : Math.max(0, ends[j - 1]!);
    return j === 0 ? 0 : j - 1 + before / (before - ends[j]!);
  }
  return Infinity;
}
