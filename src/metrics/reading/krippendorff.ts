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
 * Alpha with an interval at `level`, from `replicates` random weights of the units (each exponential: the Bayesian bootstrap, Rubin 1981).
 * What few units may lack decides both ends: the lower one has a further unit that disagrees on the two most frequent ratings,
 * the upper one a further unit that agrees on the rarest, as the exact interval of a share has a further draw on either side. NaN
 * ends with fewer than two units, and where alpha is NaN.
 */
export function alphaEstimate(
  units: readonly Ratings[],
  {level = 0.95, replicates = 2000, seed = "agreement"} = {}
): Estimate {
  const sums = units.filter(({length}) => length > 1).map(unitSums);
  const estimate = alphaOf(sums);
  if (sums.length < 2 || Number.isNaN(estimate)) return {estimate, low: NaN, high: NaN};
  const [first, second, ...others] = ratingsOf(sums);
  const rarest = others.at(-1) ?? second!;
  const ends = [
    [first!, second!],
    [rarest, rarest]
  ].map((further) => {
    const all = [...sums, unitSums(further)];
    const stream = random(seed);
    const values = Float64Array.from({length: replicates}, () =>
      alphaOf(
        all,
        all.map(() => -Math.log(1 - stream.uniform()))
      )
    );
    return bootstrapInterval(values, level);
  });
  return {estimate, low: Math.min(estimate, ends[0]!.low), high: Math.max(estimate, ends[1]!.high)};
}

/** The ratings, the most frequent first. */
function ratingsOf(units: readonly UnitSums[]): string[] {
  const totals = new Map<string, number>();
  for (const {counts} of units)
    for (const [rating, count] of counts) totals.set(rating, (totals.get(rating) ?? 0) + count);
  return [...totals].sort(([, a], [, b]) => b - a).map(([rating]) => rating);
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

/** Alpha of units with weights, which are scaled to 1 on average. */
function alphaOf(units: readonly UnitSums[], weights?: readonly number[]): number {
  const scale = weights === undefined ? 1 : units.length / weights.reduce((sum, weight) => sum + weight, 0);
  const totals = new Map<string, number>();
  let [n, unlike] = [0, 0];
  for (const [i, {counts, size, unlike: own}] of units.entries()) {
    if (size < 2) continue;
    const weight = scale * (weights?.[i] ?? 1);
    n += weight * size;
    unlike += weight * own;
    for (const [rating, count] of counts) totals.set(rating, (totals.get(rating) ?? 0) + weight * count);
  }
  let alike = 0;
  for (const total of totals.values()) alike += total * (total - 1);
  const expected = n * (n - 1) - alike;
  return expected <= 0 ? NaN : 1 - ((n - 1) * unlike) / expected;
}
