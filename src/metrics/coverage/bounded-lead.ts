import type {Counts} from "../counts/counts.js";
import {countedPassAtK} from "../pass-at-k/counted-pass-at-k.js";
import {noiseReach, stepOf, type Noise} from "./sampling-noise.js";

/** The budget of a bound, and the two it is bounded from, from < at <= k. */
export interface BoundBudgets {
  k: number;
  at: number;
  from: number;
}

/**
 * Lower end for coverage under `rl` minus that under `base` on these very problems at a budget `k` beyond what is measured: no estimate
 * of the difference there. 1 - (1-p)^k is concave and does not fall in k, whatever p is, so that coverage under `base` at k is at most
 * that at `at` and its rise since `from` continued as a line, and coverage under `rl` at least that at `at`. What this leaves of the lead
 * is linear in pass@at and pass@from, which have unbiased estimates whatever stopped a problem; its randomness of sampling is taken off
 * as in `samplingInterval`, so that the true difference at k lies above with chance (1 + level) / 2 at least, if that holds its level. At
 * k = at it is the lower end of that interval. NaN where some problem that is still drawn has n < 2 at, or there is none. The lists hold
 * the same problems in the same order.
 */
export function boundedLead(
  base: readonly Counts[],
  rl: readonly Counts[],
  {budgets, level}: {budgets: BoundBudgets; level: number}
): number {
  const {at} = budgets;
  const [ahead, behind] = [noiseOf(rl, {...budgets, k: at}), noiseOf(base, budgets)];
  const lead = ahead.mean - behind.mean;
  return Math.max(-1, lead - Math.hypot(noiseReach(ahead, level).down, noiseReach(behind, level).up));
}

/** What coverage at k is at most, of one problem: unbiased for 1 - (1+f) (1-p)^at + f (1-p)^from, f = (k - at) / (at - from). */
export function boundedPassAtK(counts: Counts, {k, at, from}: BoundBudgets): number {
  const slope = (k - at) / (at - from);
  const value = countedPassAtK(counts, at);
  return value + slope * (value - countedPassAtK(counts, from));
}

/** Unbiased estimate of the variance of `boundedPassAtK` from the randomness of sampling; may be negative. */
export function boundedVariance(counts: Counts, {k, at, from}: BoundBudgets): number {
  const slope = (k - at) / (at - from);
  const wrong = (tries: number): number => 1 - countedPassAtK(counts, tries);
  const own = 1 + slope;
  const mean = own * wrong(at) - slope * wrong(from);
  const square =
    own * own * wrong(2 * at) - 2 * own * slope * wrong(at + from) + slope * slope * wrong(2 * from);
  return mean * mean - square;
}

function noiseOf(problems: readonly Counts[], budgets: BoundBudgets): Noise & {mean: number} {
  let [sum, variance, step] = [0, 0, 0];
  for (const counts of problems) {
    sum += boundedPassAtK(counts, budgets);
    variance += boundedVariance(counts, budgets);
    step = Math.max(step, stepOf(counts, budgets.k));
  }
  const count = problems.length;
  return {
    mean: sum / count,
    variance: Number.isNaN(variance) ? NaN : Math.max(0, variance) / count ** 2,
    step: step / count
  };
}
