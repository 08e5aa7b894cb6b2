import type {ClaimCase, ClaimTables} from "./claim.js";
import {baseAheadCases} from "./crossing-claim.js";

/**
 * “Matching the base's entropy by temperature does not close the gap”, one case for each RL policy that is sampled at
 * another temperature than its base, on each benchmark of the entropy-match experiment. Supported: at the largest measured
 * k the base is ahead, the interval of the difference below zero; not supported: above zero. An interval around zero decides
 * nothing, because a gap may be smaller than what was measured.
 */
export function entropyCases(tables: Pick<ClaimTables, "study" | "coverage">): ClaimCase[] {
  const temperatures = new Map(tables.study.policies.map(({policy, temperature}) => [policy, temperature]));
  return baseAheadCases(tables, "entropy-match").filter(
    ({policies: [base, rl]}) => temperatures.get(rl!) !== temperatures.get(base!)
  );
}
