import type {ClaimTables} from "./claim.js";
import {comparedPairs, differenceAt} from "./comparisons.js";
import {pointTest} from "./room.js";
import type {TestedCase} from "./verdict.js";

/**
 * “Distillation lifts the whole curve above the base”, one case for each distilled policy and its base on each benchmark.
 * Supported: the difference is above zero at k = 1 and at the largest measured k. Not supported: it is below zero at some k. Where
 * the base leaves less than `ROOM` to gain, a budget contradicts nothing.
 */
export function distillationCases(tables: Pick<ClaimTables, "study" | "coverage">): TestedCase[] {
  return comparedPairs(tables, "distillation", "distilled").map(({experiment, benchmark, comparison}) => {
    const {points, base, rl} = comparison;
    const [first, last] = [points[0]!, points.at(-1)!];
    return {
      experiment,
      benchmark: benchmark.benchmark,
      policies: [base, rl],
      tests: points.map((point) => ({
        ...pointTest(benchmark, comparison, point, "above"),
        isNeeded: point === first || point === last
      })),
      numbers: [first, last].map((point) => differenceAt(point, benchmark.problems))
    };
  });
}
