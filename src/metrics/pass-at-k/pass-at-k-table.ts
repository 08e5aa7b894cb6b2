import type {Counts} from "../counts/counts.js";
import {countedPassAtK} from "./counted-pass-at-k.js";

/** pass@k of every (policy, k, problem), on one list of problems that all policies share, in one order. */
export interface PassAtKTable {
  policies: number;
  problems: number;
  /** Ascending. */
  ks: readonly number[];
  /** Element (policy * ks.length + kIndex) * problems + problem. NaN where that problem's n < k, unless it was solved often enough to stop. */
  values: Float64Array;
}

/**
 * Tabulates pass@k for the bootstrap. `policies` holds, for each policy, the counts of the same problems in the same order;
 * each problem keeps its own n, and the estimate that goes with what decided it (`countedPassAtK`). Equal counts are computed once. Throws when the lists differ in length.
 */
export function passAtKTable(policies: readonly (readonly Counts[])[], ks: readonly number[]): PassAtKTable {
  const problems = policies[0]?.length ?? 0;
  const values = new Float64Array(policies.length * ks.length * problems);
  const known = new Map<string, Float64Array>();
  policies.forEach((counts, policy) => {
    if (counts.length !== problems) {
      throw new RangeError(
        `policy ${policy} has ${counts.length} problems, policy 0 has ${problems}: pass the same problems in the same order`
      );
    }
    counts.forEach((count, problem) => {
      const row = rowOf(known, count, ks);
      for (let j = 0; j < ks.length; j++) values[(policy * ks.length + j) * problems + problem] = row[j]!;
    });
  });
  return {policies: policies.length, problems, ks, values};
}

function rowOf(known: Map<string, Float64Array>, counts: Counts, ks: readonly number[]): Float64Array {
  const {n, c, rule} = counts;
  const key = rule === undefined ? `${n} ${c}` : `${n} ${c} ${rule.first} ${rule.successes}`;
  let row = known.get(key);
  if (!row) known.set(key, (row = Float64Array.from(ks, (k) => countedPassAtK(counts, k))));
  return row;
}
