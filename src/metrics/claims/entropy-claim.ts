import type {ClaimTables} from "./claim.js";
import {baseAheadCases} from "./crossing-claim.js";
import type {TestedCase} from "./verdict.js";

/**
 * “Matching the base's entropy by temperature does not close the gap”, one case for each RL policy that is sampled at
 * another temperature than its base, on each benchmark of the entropy-match experiment. Supported: at the largest measured
 * k the base is ahead; not supported: the RL policy is. An interval around zero decides nothing, because a gap may be smaller
 * than what was measured. Beside the gap that is left stands the share of the gap that is closed.
 */
export function entropyCases(tables: Pick<ClaimTables, "study" | "coverage">): TestedCase[] {
  const temperatures = new Map(tables.study.policies.map(({policy, temperature}) => [policy, temperature]));
  return baseAheadCases(tables, "entropy-match")
    .filter(({policies: [base, rl]}) => temperatures.get(rl!) !== temperatures.get(base!))
    .map((one) => {
      const benchmark = tables.coverage["entropy-match"]!.benchmarks.find(
        (each) => each.benchmark === one.benchmark
      )!;
      const closed = (benchmark.closed ?? []).find(
        ({from, to}) =>
          to === one.policies[1] && temperatures.get(from) === temperatures.get(one.policies[0]!)
      );
      if (!closed) return one;
      const {estimate, low, high} = closed;
      const share = {quantity: "share of the gap closed", unit: "share" as const, n: benchmark.problems};
      return {...one, numbers: [...one.numbers, {...share, estimate, low, high}]};
    });
}
