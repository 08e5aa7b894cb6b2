import type {Counts} from "../counts/counts.js";
import {pairedShareDifference} from "../sets/paired-share-difference.js";
import {isAlways, isNever, pairedMove} from "../sets/paired-move.js";
import type {ClaimTables, Measurement} from "./claim.js";
import {countPairs} from "./count-pairs.js";
import {canDiffer, ROOM} from "./room.js";
import type {Test, TestedCase} from "./verdict.js";

/** Share of the problems solved at least once; only that neither policy solves any to speak of leaves nothing to see, so that all may be. */
function solved(counts: readonly Counts[]): number {
  return Math.min(1 - ROOM, counts.filter((one) => !isNever(one)).length / counts.length);
}

/**
 * “RLVR moves problems to accuracy 1, and more of them to exactly 0”, one case for each RL policy and its base on each
 * benchmark. Supported: both shares grew, as McNemar's exact test says; not supported: one shrank. “Never”
 * and “always” mean among the n completions of each.
 */
export function sharpeningCases(tables: Pick<ClaimTables, "study" | "counts">): TestedCase[] {
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
    const grew = (quantity: string, has: (counts: Counts) => boolean): Test => {
      const {sign, p} = pairedMove(counts.base, counts.rl, has);
      const {estimate, low, high} = pairedShareDifference(counts.base.map(has), counts.rl.map(has));
      return {
        evidence: sign === 0 ? "open" : sign > 0 ? "for" : "against",
        p,
        effect: canDiffer(solved(counts.base), solved(counts.rl))
          ? {estimate, low, high, expected: "above", value: 0, quantity, unit: "points"}
          : null
      };
    };
    return {
      experiment,
      benchmark,
      policies: [base, rl],
      tests: [grew("always solved", isAlways), grew("never solved", isNever)],
      numbers: [share("always solved", isAlways), share("never solved", isNever)]
    };
  });
}
