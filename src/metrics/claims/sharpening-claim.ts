import type {Counts} from "../counts/counts.js";
import {pairedShareDifference} from "../sets/paired-share-difference.js";
import type {ClaimCase, ClaimTables, Measurement} from "./claim.js";
import {countPairs} from "./count-pairs.js";
import {above, caseVerdict} from "./verdict.js";

/**
 * “RLVR moves problems to accuracy 1, and more of them to exactly 0”, one case for each RL policy and its base on each
 * benchmark. Supported: both shares grew, the intervals of both paired differences above zero; not supported: one shrank,
 * its interval below zero. “Never” and “always” mean among the n completions of each.
 */
export function sharpeningCases(tables: Pick<ClaimTables, "study" | "counts">): ClaimCase[] {
  return countPairs(tables).map(({experiment, benchmark, base, rl, counts}) => {
    const share = (
      name: string,
      has: (counts: Counts) => boolean
    ): Measurement & {low: number; high: number} => ({
      quantity: name,
      unit: "points",
      ...pairedShareDifference(counts.base.map(has), counts.rl.map(has)),
      n: counts.problemIds.length
    });
    const always = share("always solved", ({n, c}) => c === n);
    const never = share("never solved", ({c}) => c === 0);
    return {
      experiment,
      benchmark,
      policies: [base, rl],
      verdict: caseVerdict([above(always), above(never)]),
      numbers: [always, never]
    };
  });
}
