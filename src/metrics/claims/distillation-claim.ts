import type {ClaimCase, ClaimTables} from "./claim.js";
import {comparedPairs, differenceAt} from "./comparisons.js";
import {above, caseVerdict} from "./verdict.js";

/**
 * “Distillation lifts the whole curve above the base”, one case for each distilled policy and its base on each benchmark.
 * Supported: the interval of the difference is above zero at k = 1 and at the largest measured k. Not supported: it is
 * below zero at some k.
 */
export function distillationCases(tables: Pick<ClaimTables, "study" | "coverage">): ClaimCase[] {
  return comparedPairs(tables, "distillation", "distilled").map(({experiment, benchmark, comparison}) => {
    const {points, base, rl} = comparison;
    const [first, last] = [points[0]!, points.at(-1)!];
    const below = points.filter((point) => above(point) === "against");
    const evidence = below.length > 0 ? (["against"] as const) : [above(first), above(last)];
    return {
      experiment,
      benchmark: benchmark.benchmark,
      policies: [base, rl],
      verdict: caseVerdict(evidence),
      numbers: [first, last].map((point) => differenceAt(point, benchmark.problems))
    };
  });
}
