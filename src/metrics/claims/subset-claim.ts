import {support} from "../sets/support.js";
import {clopperPearson} from "../statistics/clopper-pearson.js";
import type {ClaimCase, ClaimTables} from "./claim.js";
import {countPairs} from "./count-pairs.js";
import {below, caseVerdict} from "./verdict.js";

/** Share of new problems up to which a solvable set counts as nearly a part of the base's. Ours; the paper names none. */
const NEARLY = 0.1;

/**
 * “What the RL policy solves is nearly a subset of what the base solves”, one case for each RL policy and its base on each
 * benchmark: discovery is the share of the RL policy's solvable set that the base never solved, with its exact interval.
 * Supported: the interval lies below `NEARLY`; not supported: above. Policies that solve nothing make no case.
 */
export function subsetCases(tables: Pick<ClaimTables, "study" | "counts">): ClaimCase[] {
  return countPairs(tables).flatMap(({experiment, benchmark, base, rl, counts}): ClaimCase[] => {
    const {both, rlOnly} = support(counts.base, counts.rl);
    const solved = both + rlOnly;
    if (solved === 0) return [];
    const interval = clopperPearson(solved, rlOnly);
    return [
      {
        experiment,
        benchmark,
        policies: [base, rl],
        verdict: caseVerdict([below(interval, NEARLY)]),
        numbers: [
          {
            quantity: "new among the solved problems",
            unit: "share",
            estimate: rlOnly / solved,
            ...interval,
            n: solved
          }
        ]
      }
    ];
  });
}
