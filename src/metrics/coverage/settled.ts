import type {Counts} from "../counts/counts.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {largestK} from "../pass-at-k/counted-pass-at-k.js";
import type {Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import {crossingInterval} from "./crossing-interval.js";
import {crossingPoint} from "./crossing-point.js";
import {samplingInterval} from "./sampling-interval.js";

/**
 * What is settled of a pair on its problems: k* lies in an interval that is narrow enough; the base is ahead from k = 1 on; RL is still
 * ahead at the largest k; neither has solved any problem with a good part of what is planned; or nothing yet.
 */
export type Settled = "crossing" | "base-ahead" | "rl-ahead" | "unsolved" | "open";

/** Part of the planned completions of a problem after which a pair that has solved none is given up. */
const GIVEN_UP_AFTER = 1 / 8;

/** RL - base at ascending budgets with their intervals, and k* from them: ks[0] is "at or below 1", Infinity "beyond kMax". */
export interface LookResult {
  settled: Settled;
  kMax: number;
  crossing: Estimate;
  differences: (Estimate & {k: number})[];
}

/** What one look at a pair shows; see `pairLook`. */
export interface PairLook {
  /** On these very problems: what more completions narrow. */
  here: LookResult;
  /** For problems like these: what more problems narrow. */
  population: LookResult;
}

export interface PairLookOptions {
  /** Confidence at which the intervals of all looks hold at once. */
  level: number;
  /** Part of 1 - level that this look may use; those of all looks that may come sum to at most 1. */
  share: number;
  /** The interval of k* is narrow enough when its upper end is at most so many times its lower. */
  ratio: number;
  /** The largest n that is planned: beyond it nobody looks. */
  most: number;
}

/** Budgets between powers of two as well, four an octave: k* is linear in log k between two of them. */
export function lookBudgets(most: number): number[] {
  const ks = [1, 2, 3].filter((k) => k <= most);
  for (let octave = 1; 4 * octave <= most; octave *= 2)
    for (const quarter of [4, 5, 6, 7]) if (quarter * octave <= most) ks.push(quarter * octave);
  if (ks.length > 0 && ks.at(-1) !== most) ks.push(most);
  return ks;
}

/**
 * One of the planned looks at a pair, on the same problems in the same order. Each has its part of 1 - level (Bonferroni), so
 * that whichever look sampling ends at, and for whatever reason, the interval printed then holds the truth with chance `level` at
 * least, if each does at its own level; a rule that stops, or chooses the next look, by what it sees cannot lower that. pass@k of each problem is
 * unbiased at each k up to the look whatever stopped the problem, lies in [0, 1], and problems are independent: the intervals need no
 * more. At the true k* the difference is 0: one interval a look is spent on k*, not one a k; see `crossingInterval`. On these very
 * problems budgets go up to half a look, see `samplingInterval`.
 */
export function pairLook(base: readonly Counts[], rl: readonly Counts[], options: PairLookOptions): PairLook {
  const {level, share, most} = options;
  const own = 1 - (1 - level) * share;
  const kMax = Math.min(most, largestK(base), largestK(rl));
  const ks = lookBudgets(base.length === 0 ? 0 : kMax);
  const {values, problems} = passAtKTable([rl, base], ks);
  const at = (column: number): Float64Array => values.subarray(column * problems, (column + 1) * problems);
  const points = ks.map((k, j) => ({k, estimate: mean(at(j)) - mean(at(ks.length + j))}));
  const population = points.map((point, j) => ({
    ...point,
    ...pairedMeanInterval(at(j), at(ks.length + j), own)
  }));
  const here = points
    .filter(({k}) => 2 * k <= kMax)
    .map((point) => ({...point, ...samplingInterval(base, rl, point.k, own)}));
  const look = {
    here: lookResult(here, {...options, most: most / 2}),
    population: lookResult(population, options)
  };
  if (isUnsolved([...base, ...rl], most)) look.here.settled = "unsolved";
  return look;
}

/**
 * Whether a pair is open though k* is known to lie within what is measured: what makes its interval wide is then chance among problems
 * that stopped early, and not those that were hardly solved.
 */
export function isBounded({settled, crossing}: LookResult): boolean {
  return settled === "open" && crossing.high < Infinity;
}

/** Whether no problem was solved, with so many completions of each that more are not worth it. */
function isUnsolved(counts: readonly Counts[], most: number): boolean {
  return counts.length > 0 && counts.every(({n, c}) => c === 0 && n >= GIVEN_UP_AFTER * most);
}

function lookResult(
  differences: LookResult["differences"],
  {ratio, most}: Pick<PairLookOptions, "ratio" | "most">
): LookResult {
  const ks = differences.map(({k}) => k);
  const column = (name: "estimate" | "low" | "high"): Float64Array =>
    Float64Array.from(differences, (difference) => difference[name]);
  const [estimate, low, high] = [column("estimate"), column("low"), column("high")];
  const crossing = {
    estimate: crossingPoint(ks, estimate),
    ...crossingInterval({ks, estimate, low, high})
  };
  const kMax = ks.at(-1) ?? NaN;
  return {settled: settledBy(crossing, kMax, {ratio, most}), kMax, crossing, differences};
}

function settledBy(
  {low, high}: Estimate,
  kMax: number,
  {ratio, most}: Pick<PairLookOptions, "ratio" | "most">
): Settled {
  if (high <= 1) return "base-ahead";
  if (high < Infinity && high <= ratio * low) return "crossing";
  return low === Infinity && kMax >= most ? "rl-ahead" : "open";
}
