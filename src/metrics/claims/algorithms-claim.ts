import type {PolicyEnds} from "../coverage/curve-ends.js";
import type {ClaimCase, ClaimTables} from "./claim.js";
import {above, caseVerdict} from "./verdict.js";

/**
 * “RL algorithms differ little, and all are far from the bound”, one case for each benchmark with at least two RL
 * policies. The sampling-efficiency gap, the base's pass@k_max minus a policy's pass@1, is what is left to gain; its
 * spread, largest minus smallest, is what the choice of algorithm changes. Supported: every policy's gap has an interval
 * above the spread; not supported: some policy's has one below it.
 */
export function algorithmsCases({study, algorithms}: Pick<ClaimTables, "study" | "algorithms">): ClaimCase[] {
  const summaries = new Map(study.policies.map((one) => [one.policy, one]));
  const base = algorithms?.base ?? null;
  return (algorithms?.benchmarks ?? []).flatMap(({benchmark, problems, policies}): ClaimCase[] => {
    const trained = policies.flatMap(({policy, gap}: PolicyEnds) =>
      gap !== null && summaries.get(policy)?.role === "rl" ? [{policy, gap}] : []
    );
    if (trained.length < 2) return [];
    const gaps = trained.map(({gap}) => gap.estimate);
    const spread = Math.max(...gaps) - Math.min(...gaps);
    return [
      {
        experiment: "algorithms",
        benchmark,
        policies: [...(base === null ? [] : [base]), ...trained.map(({policy}) => policy)],
        verdict: caseVerdict(trained.map(({gap}) => above(gap, spread))),
        numbers: [
          ...trained.map(({policy, gap}) => ({
            quantity: `gap of ${summaries.get(policy)?.label ?? policy}`,
            unit: "points" as const,
            ...gap,
            n: problems
          })),
          {
            quantity: "spread of the gaps",
            unit: "points",
            estimate: spread,
            low: null,
            high: null,
            n: problems
          }
        ]
      }
    ];
  });
}
