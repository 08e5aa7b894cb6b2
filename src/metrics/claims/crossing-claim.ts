import type {ClaimTables} from "./claim.js";
import {differenceAt, pairsOfCurves} from "./comparisons.js";
import {pointTest} from "./room.js";
import type {TestedCase} from "./verdict.js";

/**
 * “RLVR wins at small k, the base at large k”, one case for each RL policy and its base on each benchmark of an
 * experiment. Supported: RL is ahead at k = 1 and the base at the largest measured k. Not supported: one of them is ahead
 * where the other should be; with a small n this may mean that the base overtakes later.
 */
export function crossingCases(
  tables: Pick<ClaimTables, "study" | "coverage">,
  experiment: string
): TestedCase[] {
  return pairsOfCurves(tables, experiment, "rl").map(({benchmark, comparison}) => {
    const [first, last] = [comparison.points[0]!, comparison.points.at(-1)!];
    const {observed, low, high, isSame} = comparison.crossing;
    return {
      experiment,
      benchmark: benchmark.benchmark,
      policies: [comparison.base, comparison.rl],
      tests: [
        pointTest(benchmark, comparison, first, "above"),
        pointTest(benchmark, comparison, last, "below")
      ],
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
 * difference at the largest measured k lies below zero; not supported: above.
 */
export function baseAheadCases(
  tables: Pick<ClaimTables, "study" | "coverage">,
  experiment: string
): TestedCase[] {
  return pairsOfCurves(tables, experiment, "rl").map(({benchmark, comparison}) => {
    const last = comparison.points.at(-1)!;
    return {
      experiment,
      benchmark: benchmark.benchmark,
      policies: [comparison.base, comparison.rl],
      tests: [pointTest(benchmark, comparison, last, "below")],
      numbers: [differenceAt(last, benchmark.problems)]
    };
  });
}
