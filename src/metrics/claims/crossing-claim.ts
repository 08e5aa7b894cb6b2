import type {ClaimCase, ClaimTables} from "./claim.js";
import {comparedPairs, differenceAt} from "./comparisons.js";
import {above, below, caseVerdict} from "./verdict.js";

/**
 * “RLVR wins at small k, the base at large k”, one case for each RL policy and its base on each benchmark of an
 * experiment. Supported: RL is ahead at k = 1 and the base at the largest measured k, both intervals off zero. Not
 * supported: one of them lies off zero on the other side; with a small n this may mean that the base overtakes later.
 */
export function crossingCases(
  tables: Pick<ClaimTables, "study" | "coverage">,
  experiment: string
): ClaimCase[] {
  return comparedPairs(tables, experiment, "rl").map(({benchmark, comparison}) => {
    const [first, last] = [comparison.points[0]!, comparison.points.at(-1)!];
    const {observed, low, high, isSame} = comparison.crossing;
    return {
      experiment,
      benchmark: benchmark.benchmark,
      policies: [comparison.base, comparison.rl],
      verdict: caseVerdict([above(first), below(last)]),
      numbers: [
        differenceAt(first, benchmark.problems),
        differenceAt(last, benchmark.problems),
        {
          quantity: "k*",
          unit: "k",
          estimate: observed,
          low,
          high,
          n: benchmark.problems,
          ...(isSame && {isNone: true})
        }
      ]
    };
  });
}

/**
 * “The base is ahead at large k”, one case for each RL policy and its base on each benchmark of an experiment. Supported: the
 * interval of the difference at the largest measured k lies below zero; not supported: above.
 */
export function baseAheadCases(
  tables: Pick<ClaimTables, "study" | "coverage">,
  experiment: string
): ClaimCase[] {
  return comparedPairs(tables, experiment, "rl").map(({benchmark, comparison}) => {
    const last = comparison.points.at(-1)!;
    return {
      experiment,
      benchmark: benchmark.benchmark,
      policies: [comparison.base, comparison.rl],
      verdict: caseVerdict([below(last)]),
      numbers: [differenceAt(last, benchmark.problems)]
    };
  });
}
