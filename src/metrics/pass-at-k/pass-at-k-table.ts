import type {Counts} from "../counts/counts.js";
import {passAtK} from "./pass-at-k.js";

/** pass@k of every (policy, k, problem), on one list of problems that all policies share, in one order. */
export interface PassAtKTable {
  policies: number;
  problems: number;
  /** Ascending. */
  ks: readonly number[];
  /** Element (policy * ks.length + kIndex) * problems + problem. NaN where that problem's n < k. */
  values: Float64Array;
}

/**
 * Tabulates pass@k for the bootstrap. `policies` holds, for each policy, the counts of the same problems in the same order;
 * each problem keeps its own n. Equal counts are computed once. Throws when the lists differ in length.
 */
export function passAtKTable(policies: readonly (readonly Counts[])[], ks: readonly number[]): PassAtKTable {
  const problems = policies[0]?.length ?? 0;
  const values = new Float64Array(policies.length * ks.length * problems);
  const known = new Map<number, Map<number, Float64Array>>();
  policies.forEach((counts, policy) => {
    if (counts.length !== problems) {
      throw new RangeError(
        `policy ${policy} has ${counts.length} problems, policy 0 has ${problems}: pass the same problems in the same order`
      );
    }
    counts.forEach(({n, c}, problem) => {
      const row = rowOf(known, n, c, ks);
      for (let j = 0; j < ks.length; j++) values[(policy * ks.length + j) * problems + problem] = row[j]!;
    });
  });
  return {policies: policies.length, problems, ks, values};
}

function rowOf(
  known: Map<number, Map<number, Float64Array>>,
  n: number,
  c: number,
  ks: readonly number[]
): Float64Array {
  let rows = known.get(n);
  if (!rows) known.set(n, (rows = new Map<number, Float64Array>()));
  let row = rows.get(c);
  if (!row) rows.set(c, (row = Float64Array.from(ks, (k) => passAtK(n, c, k))));
  return row;
}
