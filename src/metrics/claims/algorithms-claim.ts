import type {ClaimTables, Measurement} from "./claim.js";
import {above, below, type TestedCase} from "./verdict.js";

/**
 * Points up to which algorithms differ little, and beyond which a gap is far: the widest range that the paper's own six show where
 * it calls them alike, pass@1 on its training set, from 24.4% (ReMax) to 31.4% (DAPO), Table 2.
 */
export const MARGIN = 0.07;

/**
 * “RL algorithms differ little, and all are far from the bound”, one case for each benchmark with at least two RL policies; a
 * test of equivalence, not of difference: policies that a test tells apart may still differ little. Supported: at k = 1 and at the
 * largest k the range of their pass@k, largest minus smallest, lies below `MARGIN`, and the smallest sampling-efficiency gap, the
 * base's pass@k_max minus a policy's pass@1, above it. Not supported: one of the three lies on the other side. The intervals hold
 * for all pairs, both ends and all benchmarks at once; see `ComparedEnds`. Where algorithms have several training runs, on a benchmark,
 * their means over runs are compared, and the intervals are over problems and runs; see `RecipeComparison`.
 */
export function algorithmsCases({
  study,
  algorithms,
  runs
}: Pick<ClaimTables, "study" | "algorithms" | "runs">): TestedCase[] {
  const roles = new Map(study.policies.map(({policy, role}) => [policy, role]));
  const base = algorithms?.base ?? null;
  return (algorithms?.benchmarks ?? []).flatMap((ends) => {
    const {benchmark, policies} = ends;
    const repeated = runs?.comparisons.find((one) => one.benchmark === benchmark);
    const {problems, kMax} = repeated ?? ends;
    const range = repeated
      ? {atOne: repeated.atOne.range, atMost: repeated.atMost.range}
      : ends.compared?.range;
    const leastGap = repeated ? repeated.leastGap : ends.compared?.leastGap;
    if (!range || !leastGap) return [];
    const measured = (quantity: string, value: typeof leastGap): Measurement => ({
      quantity,
      unit: "points",
      ...value,
      n: problems
    });
    const trained =
      repeated?.recipes ?? policies.flatMap(({policy}) => (roles.get(policy) === "rl" ? [policy] : []));
    return [
      {
        experiment: "algorithms",
        benchmark,
        policies: [...(base === null ? [] : [base]), ...trained],
        tests: [
          {evidence: below(range.atOne, MARGIN), p: null},
          {evidence: below(range.atMost, MARGIN), p: null},
          {evidence: above(leastGap, MARGIN), p: null}
        ],
        numbers: [
          measured("largest difference of two at k = 1", range.atOne),
          measured(`at k = ${kMax}`, range.atMost),
          measured("smallest gap to the base", leastGap)
        ]
      }
    ];
  });
}
