import type {Counts} from "../counts/counts.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {largestK} from "../pass-at-k/counted-pass-at-k.js";
import type {Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import {crossingInterval} from "./crossing-interval.js";
import {boundedLead} from "./bounded-lead.js";
import {crossingPoint, TIE} from "./crossing-point.js";
import {samplingInterval} from "./sampling-interval.js";

/**
 * What is settled of a pair on its problems: k* lies in an interval that is narrow enough; the base is ahead from k = 1 on; RL is still
 * ahead at the largest k that is asked for; neither has solved any problem with a good part of what is planned; or nothing yet.
 */
export type Settled = "crossing" | "base-ahead" | "rl-ahead" | "unsolved" | "open";

/** Part of the planned completions of a problem after which a pair that has solved none is given up. */
const GIVEN_UP_AFTER = 1 / 8;

/** RL - base at ascending budgets with their intervals, and k* from them: ks[0] is "at or below 1", Infinity "beyond kMax". */
export interface LookResult {
  settled: Settled;
  /** The largest k that is measured. */
  kMax: number;
  /** The largest k at which RL's lead is shown, so that no crossing lies below; beyond kMax by a bound, see `boundedLead`. 0 for none. */
  noneBelow: number;
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
  /** The largest k at which a crossing is looked for: that RL is ahead there settles the pair. */
  aim: number;
}

/** Budgets between powers of two as well, four an octave, and the aim: k* is linear in log k between two of them. */
export function lookBudgets(most: number, aim = most): number[] {
  const ks = [1, 2, 3].filter((k) => k <= most);
  for (let octave = 1; 4 * octave <= most; octave *= 2)
    for (const quarter of [4, 5, 6, 7]) if (quarter * octave <= most) ks.push(quarter * octave);
  const all = new Set([...ks, ...(most >= 1 ? [most] : []), ...(aim <= most ? [aim] : [])]);
  return [...all].filter((k) => k >= 1).sort((a, b) => a - b);
}

/**
 * One of the planned looks at a pair, on the same problems in the same order. Each has its part of 1 - level (Bonferroni), so
 * that whichever look sampling ends at, and for whatever reason, the interval printed then holds the truth with chance `level` at
 * least, if each does at its own level; a rule that stops, or chooses the next look, by what it sees cannot lower that. pass@k of each problem is
 * unbiased at each k up to the look whatever stopped the problem, lies in [0, 1], and problems are independent: the intervals need no
 * more. At the true k* the difference is 0: one interval a look is spent on k*, not one a k; see `crossingInterval`.
 */
export function pairLook(base: readonly Counts[], rl: readonly Counts[], options: PairLookOptions): PairLook {
  return {here: lookHere(base, rl, options), population: lookAtPopulation(base, rl, options)};
}

/**
 * What a look shows of these very problems: budgets go up to half a look, see `samplingInterval`, and to the aim, where that is measured.
 * Where it is not, and RL's lead is shown at the largest k, a bound may show it at the aim too. The bound costs no level: where the
 * curves have crossed by the largest k, to claim it takes a wrong interval of k* first; where they have not, no lower end can be wrong.
 */
export function lookHere(
  base: readonly Counts[],
  rl: readonly Counts[],
  options: PairLookOptions
): LookResult {
  const {most, aim} = options;
  const {kMax, points} = estimates(base, rl, {most, aim});
  const level = levelOf(options);
  const measured = points.filter(({k}) => 2 * k <= kMax);
  const here = measured.map((point) => ({...point, ...samplingInterval(base, rl, point.k, level)}));
  const result = lookResult(here);
  const at = result.kMax;
  if (result.noneBelow >= at && at > 1 && at < aim) {
    const budgets = {k: aim, at, from: Math.floor(at / 2)};
    if (boundedLead(base, rl, {budgets, level}) > TIE) result.noneBelow = aim;
  }
  const settled = settledBy(result, options);
  return {...result, settled: isUnsolved([...base, ...rl], most) ? "unsolved" : settled};
}

function lookAtPopulation(
  base: readonly Counts[],
  rl: readonly Counts[],
  options: PairLookOptions
): LookResult {
  const {points, columns} = estimates(base, rl, options);
  const level = levelOf(options);
  const result = lookResult(
    points.map((point, j) => ({...point, ...pairedMeanInterval(...columns(j), level)}))
  );
  return {...result, settled: settledBy(result, options)};
}

function levelOf({level, share}: PairLookOptions): number {
  return 1 - (1 - level) * share;
}

/** The differences at all budgets, and pass@k of every problem under RL and the base at the j-th. */
function estimates(
  base: readonly Counts[],
  rl: readonly Counts[],
  {most, aim}: Pick<PairLookOptions, "most" | "aim">
): {
  kMax: number;
  points: {k: number; estimate: number}[];
  columns: (j: number) => [Float64Array, Float64Array];
} {
  const kMax = Math.min(most, largestK(base), largestK(rl));
  const ks = lookBudgets(base.length === 0 ? 0 : kMax, aim);
  const {values, problems} = passAtKTable([rl, base], ks);
  const at = (column: number): Float64Array => values.subarray(column * problems, (column + 1) * problems);
  const columns = (j: number): [Float64Array, Float64Array] => [at(j), at(ks.length + j)];
  const points = ks.map((k, j) => {
    const [ahead, behind] = columns(j);
    return {k, estimate: mean(ahead) - mean(behind)};
  });
  return {kMax, points, columns};
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

function lookResult(differences: LookResult["differences"]): Omit<LookResult, "settled"> {
  const ks = differences.map(({k}) => k);
  const column = (name: "estimate" | "low" | "high"): Float64Array =>
    Float64Array.from(differences, (difference) => difference[name]);
  const [estimate, low, high] = [column("estimate"), column("low"), column("high")];
  const crossing = {
    estimate: crossingPoint(ks, estimate),
    ...crossingInterval({ks, estimate, low, high})
  };
  const kMax = ks.at(-1) ?? NaN;
  return {kMax, noneBelow: noneBelowOf(crossing, kMax), crossing, differences};
}

/** The lower end of k*, where that is beyond 1: at the most what is measured. */
function noneBelowOf({low}: Estimate, kMax: number): number {
  return low > 1 ? Math.min(low, kMax) : 0;
}

function settledBy(
  {noneBelow, crossing: {low, high}}: Omit<LookResult, "settled">,
  {ratio, aim}: PairLookOptions
): Settled {
  if (high <= 1) return "base-ahead";
  if (high < Infinity && high <= ratio * low) return "crossing";
  return noneBelow >= aim ? "rl-ahead" : "open";
}
