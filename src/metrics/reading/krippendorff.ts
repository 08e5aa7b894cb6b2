import {bootstrapInterval} from "../bootstrap/bootstrap-interval.js";
import type {Estimate} from "../statistics/interval.js";
import {random} from "../../random/random.js";

/** What annotators said of one unit; those who said nothing of it are left out. */
export type Ratings = readonly string[];

/**
 * Krippendorff's alpha for nominal ratings, any number of annotators, missing ones allowed: 1 - observed over expected disagreement
 * of pairs, each unit of m ratings with weight 1 / (m - 1); units with fewer than two ratings count for nothing. 1 is full agreement, 0
 * that of chance. NaN where nothing can be compared or all ratings are alike: then no disagreement is expected. O(ratings).
 * Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
 */
export function krippendorffAlpha(units: readonly Ratings[]): number {
  return alphaOf(units.map(unitSums));
}

/**
 * Alpha with an interval at `level` from `replicates` resamples of units (percentiles); NaN ends where some resamples have no alpha.
 */
export function alphaEstimate(
  units: readonly Ratings[],
  {level = 0.95, replicates = 2000, seed = "agreement"} = {}
): Estimate {
  const stream = random(seed);
  const sums = units.filter(({length}) => length > 1).map(unitSums);
  const values = new Float64Array(replicates);
  for (let i = 0; i < replicates; i++) {
    const alpha = alphaOf(sums.map(() => sums[stream.below(sums.length)]!));
    // A resample whose ratings are all alike shows no disagreement.
    values[i] = Number.isNaN(alpha) ? 1 : alpha;
  }
  const {low, high} = sums.length < 2 ? {low: NaN, high: NaN} : bootstrapInterval(values, level);
  return {estimate: alphaOf(sums), low, high};
}

interface UnitSums {
  counts: Map<string, number>;
  /** Ratings of the unit. */
  size: number;
  /** Pairs of unlike ratings, each counted twice, over m - 1. */
  unlike: number;
}

function unitSums(ratings: Ratings): UnitSums {
  const counts = new Map<string, number>();
  for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  const size = ratings.length;
  let alike = 0;
  for (const count of counts.values()) alike += count * (count - 1);
  return {counts, size, unlike: size < 2 ? 0 : (size * (size - 1) - alike) / (size - 1)};
}

function alphaOf(units: readonly UnitSums[]): number {
  const totals = new Map<string, number>();
  let [n, unlike] = [0, 0];
  for (const {counts, size, unlike: own} of units) {
    if (size < 2) continue;
    n += size;
    unlike += own;
    for (const [rating, count] of counts) totals.set(rating, (totals.get(rating) ?? 0) + count);
  }
  let alike = 0;
  for (const total of totals.values()) alike += total * (total - 1);
  const expected = n * (n - 1) - alike;
  return expected === 0 ? NaN : 1 - ((n - 1) * unlike) / expected;
}
