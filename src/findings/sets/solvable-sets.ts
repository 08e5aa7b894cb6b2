import type {Comparison} from "../../metrics/counts/comparison.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {solveRateBound} from "../../metrics/sets/solve-rate-bound.js";
import {support, type Support} from "../../metrics/sets/support.js";
import {clopperPearson} from "../../metrics/statistics/clopper-pearson.js";
import {mcnemar} from "../../metrics/statistics/mcnemar.js";

/** Whether a problem is in the solvable set of both policies, of one, or of neither. */
export type SolvableGroup = "both" | "base only" | "RL only" | "neither";

export const solvableGroups: readonly SolvableGroup[] = ["both", "base only", "RL only", "neither"];

/** A problem under two policies. */
export interface SolvableProblem {
  problemId: string;
  group: SolvableGroup;
  base: Counts;
  rl: Counts;
}

/** What the figure and its table show of one comparison. */
export interface SolvableSets {
  comparison: Comparison;
  /** By group, in each the problems that the base solves most often first. */
  problems: SolvableProblem[];
  support: Support;
  /** McNemar's exact test that a problem solved by one policy alone is as often the base's as the other's. */
  pValue: number;
}

/** Sorts the problems of a comparison into the four parts of the two solvable sets. */
export function solvableSets(comparison: Comparison): SolvableSets {
  const {problemIds, base, rl} = comparison.counts;
  const problems = problemIds.map((problemId, i): SolvableProblem => {
    const counts = {base: base[i]!, rl: rl[i]!};
    return {problemId, group: groupOf(counts.base.c > 0, counts.rl.c > 0), ...counts};
  });
  problems.sort(
    (a, b) =>
      solvableGroups.indexOf(a.group) - solvableGroups.indexOf(b.group) ||
      accuracy(b.base) - accuracy(a.base) ||
      accuracy(b.rl) - accuracy(a.rl) ||
      (a.problemId < b.problemId ? -1 : 1)
  );
  const overlap = support(base, rl);
  return {comparison, problems, support: overlap, pValue: mcnemar(overlap.baseOnly, overlap.rlOnly)};
}

/** Number of problems in a part. */
export function groupSize({support}: SolvableSets, group: SolvableGroup): number {
  return {
    both: support.both,
    "base only": support.baseOnly,
    "RL only": support.rlOnly,
    neither: support.neither
  }[group];
}

/** c/n; problems of a comparison have n >= 1. */
export function accuracy({n, c}: Counts): number {
  return c / n;
}

/** What `c` of `n` shows about the solve rate with confidence 95%: an upper bound where nothing was correct, else an interval. */
export function solveRate(counts: Counts): {low: number; high: number} {
  if (counts.c === 0) return {low: 0, high: solveRateBound(counts.n)};
  return clopperPearson(counts.n, counts.c);
}

function groupOf(inBase: boolean, inRl: boolean): SolvableGroup {
  if (inBase) return inRl ? "both" : "base only";
  return inRl ? "RL only" : "neither";
}
