import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import {comparisons} from "../../metrics/counts/comparison.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";

/** Curves of the report that may stand beside a reader's own. */
export interface ReportSet {
  id: string;
  label: string;
  benchmark: BenchmarkSummary;
  policies: PolicySummary[];
}

/** Every pair of a policy and its base on each benchmark; of a benchmark without one, all its policies. */
export function reportSets(counts: readonly BenchmarkCounts[], study: StudySummary): ReportSet[] {
  const pairs = comparisons(counts, study);
  return study.benchmarks.flatMap((benchmark): ReportSet[] => {
    const own = pairs.filter((pair) => pair.benchmark.benchmark === benchmark.benchmark);
    if (own.length > 0)
      return own.map(({base, rl}) => ({
        id: JSON.stringify([benchmark.benchmark, base.policy, rl.policy]),
        label: `${benchmark.label}: ${base.label} and ${rl.label}`,
        benchmark,
        policies: [base, rl]
      }));
    const found = counts.find((one) => one.benchmark === benchmark.benchmark);
    const policies = study.policies.filter(({policy}) =>
      found?.policies.some((one) => one.policy === policy && one.n.some((n) => n > 0))
    );
    return policies.length === 0
      ? []
      : [{id: JSON.stringify([benchmark.benchmark]), label: benchmark.label, benchmark, policies}];
  });
}
