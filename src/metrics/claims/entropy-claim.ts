import type {ClaimCase, ClaimTables} from "./claim.js";
import {comparedPairs, differenceAt} from "./comparisons.js";
import {below, caseVerdict} from "./verdict.js";

/**
 * “Matching the base's entropy by temperature does not close the gap”, one case for each RL policy that is sampled at
 * another temperature than its base, on each benchmark of the entropy-match experiment. Supported: at the largest measured
 * k the base is ahead, the interval of the difference below zero; not supported: above zero. An interval around zero decides
 * nothing, because a gap may be smaller than what was measured.
 */
export function entropyCases(tables: Pick<ClaimTables, "study" | "coverage">): ClaimCase[] {
  const temperatures = new Map(tables.study.policies.map(({policy, temperature}) => [policy, temperature]));
  return comparedPairs(tables, "entropy-match", "rl")
    .filter(({comparison, policy}) => policy.temperature !== temperatures.get(comparison.base))
    .map(({experiment, benchmark, comparison}) => {
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
