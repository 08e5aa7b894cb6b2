import type {Counts} from "../counts/counts.js";
import type {PassAtKTable} from "./pass-at-k-table.js";

/**
 * Tabulates any statistic of single problems for the bootstrap, as `passAtKTable` does pass@k: `statistic` at each of `xs`
 * (ascending) of every problem's counts under every policy. Its mean over problems then has bands and paired differences.
 * `policies` holds, for each, the counts of the same problems in the same order; throws when the lists differ in length.
 */
export function statisticTable(
  policies: readonly (readonly Counts[])[],
  xs: readonly number[],
  statistic: (counts: Counts, x: number) => number
): PassAtKTable {
  const problems = policies[0]?.length ?? 0;
  if (policies.some(({length}) => length !== problems))
    throw new RangeError(
      `policies have ${policies.map(({length}) => length).join(", ")} problems: pass the same problems in the same order`
    );
  const rows = policies.flatMap((counts) => xs.map((x) => counts.map((problem) => statistic(problem, x))));
  return {policies: policies.length, problems, ks: xs, values: Float64Array.from(rows.flat())};
}
