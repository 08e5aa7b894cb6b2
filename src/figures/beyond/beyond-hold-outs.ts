import {interval, percent, points as inPoints, whole} from "../../findings/shared/format.js";
import {leastN, type PolicySet} from "../../metrics/counts/policy-sets.js";
import {
  extrapolationCheck,
  type ExtrapolationCheck,
  type ExtrapolationModel
} from "../../metrics/pass-at-k/extrapolation-check.js";
import {
  CLOSE,
  extrapolationReach,
  type ExtrapolationReach
} from "../../metrics/pass-at-k/extrapolation-reach.js";
import type {BenchmarkSummary, PolicySummary} from "../../metrics/study/study-summary.js";

/** Random subsets at each factor: as many fits of both models as a page may wait for. */
const REPETITIONS = 8;

/** The hold-out checks of one policy on one benchmark. */
export interface HoldOut {
  benchmark: BenchmarkSummary;
  policy: PolicySummary;
  /** From a quarter of the completions to the other three, by model. */
  quarter: Readonly<Record<ExtrapolationModel, ExtrapolationCheck>>;
  /** How far the curve may be continued, by which model; null where not at all. */
  reach: ExtrapolationReach | null;
}

/** The checks of every policy, of those with four completions of each problem or more. */
export function holdOuts(sets: readonly PolicySet[], bootstrapSeed: number): HoldOut[] {
  return sets.flatMap((set) => {
    if (leastN(set) < 4) return [];
    const {benchmark, members} = set;
    return members.map(({policy, counts}) => {
      const seed = `${bootstrapSeed} ${benchmark.benchmark} ${policy.role}`;
      const quarter = (model: ExtrapolationModel): ExtrapolationCheck =>
        extrapolationCheck(counts, {seed, model});
      return {
        benchmark,
        policy,
        quarter: {beta: quarter("beta"), "zero-inflated": quarter("zero-inflated")},
        reach: extrapolationReach(counts, {seed, repetitions: REPETITIONS})
      };
    });
  });
}

/** Whether to trust the dashed lines: how far they go, and the largest miss of a prediction from a quarter of the completions. */
export function extrapolationAnswer(checks: readonly HoldOut[]): string {
  const [first] = checks;
  if (first === undefined) return "There are too few completions to check an extrapolation.";
  const closer = checks.map((one) => {
    const all = Object.values(one.quarter).filter(({predicted}) => !Number.isNaN(predicted));
    const check = all.toSorted((a, b) => Math.abs(missOf(a)) - Math.abs(missOf(b)))[0] ?? one.quarter.beta;
    return {...one, check};
  });
  const worst = closer.reduce((most, one) =>
    Math.abs(missOf(one.check)) > Math.abs(missOf(most.check)) ? one : most
  );
  const {check} = worst;
  const within = closer.filter((one) => Math.abs(missOf(one.check)) <= CLOSE).length;
  const reached = checks.flatMap(({reach}) => (reach === null ? [] : reach.factor));
  const least = Math.min(...reached);
  const most = Math.max(...reached);
  const range = least === most ? `${least} times` : `${least} to ${most} times`;
  const far =
    reached.length === 0
      ? "No check allows a dashed line."
      : `A line is dashed as far as the same check holds: ${range} as far as the completions, in ${whole(reached.length)} of ${whole(checks.length)} cases.`;
  const miss = Number.isNaN(missOf(check))
    ? ""
    : `The largest miss is ${worst.policy.label} on ${worst.benchmark.label}: ${percent(check.predicted)} predicted ` +
      `(${interval(check.low, check.high, percent)} over random quarters), ${percent(check.measured)} measured at k = ${whole(check.k)}, ${inPoints(missOf(check))} points. `;
  return (
    `Fitted to a quarter of the completions, the closer of two models comes within ${CLOSE * 100} points of the coverage that the other three quarters measure in ${whole(within)} of ${whole(checks.length)} cases. ` +
    `${miss}${far}`
  );
}

/** By how much a check's prediction is too high, in points of coverage from 0 to 1. */
export function missOf({predicted, measured}: ExtrapolationCheck): number {
  return predicted - measured;
}
