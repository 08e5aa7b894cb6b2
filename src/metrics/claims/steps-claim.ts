import type {Estimate} from "../statistics/interval.js";
import type {ClaimCase, ClaimTables, Measurement} from "./claim.js";
import {above, below, caseVerdict} from "./verdict.js";

/**
 * “With more RL steps pass@1 rises and pass@k_max falls”, one case for each benchmark: the last checkpoint minus the
 * first, paired. Supported: above zero at k = 1 and below zero at the largest k, both intervals off zero; not supported: one
 * of them lies off zero on the other side.
 */
export function stepsCases({steps}: Pick<ClaimTables, "steps">): ClaimCase[] {
  const reference = steps?.reference ?? null;
  if (steps === null || reference === null) return [];
  return steps.benchmarks.flatMap(({benchmark, problems, kMax, policies}): ClaimCase[] => {
    const last = policies.at(-1);
    if (!last?.difference || last.policy === reference) return [];
    const {atOne, atMost} = last.difference;
    const measured = (k: number, difference: Estimate): Measurement => ({
      quantity: `last minus first checkpoint at k = ${k}`,
      unit: "points",
      ...difference,
      n: problems
    });
    return [
      {
        experiment: "steps",
        benchmark,
        policies: [reference, last.policy],
        verdict: caseVerdict([above(atOne), below(atMost)]),
        numbers: [measured(1, atOne), measured(kMax, atMost)]
      }
    ];
  });
}
