import {pairedCounts, type BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {
  CoverageTable,
  CrossingEstimate,
  DifferencePoint
} from "../../metrics/coverage/coverage-table.js";
import {support, type Support} from "../../metrics/sets/support.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {signRanges, type SignRanges} from "../coverage/k-range.js";

/** What a way of training does to the base's curve on one benchmark. */
export interface Lift extends SignRanges {
  benchmark: BenchmarkSummary;
  base: PolicySummary;
  policy: PolicySummary;
  /** Coverage of the policy minus that of the base, paired over the same problems. */
  points: readonly DifferencePoint[];
  crossing: CrossingEstimate;
  /** Coverage of the base at its largest k: near 1 there is nothing left to lift. */
  baseAtEnd: number;
  /** Overlap of the solvable sets, from all completions; null without problems that both have verdicts of. */
  support: Support | null;
}

/** Every comparison of an experiment with its base, benchmark by benchmark. Comparisons without a measured budget are left out. */
export function lifts(table: CoverageTable, counts: readonly BenchmarkCounts[], study: StudySummary): Lift[] {
  return table.benchmarks.flatMap((rows) => {
    const benchmark = study.benchmarks.find((one) => one.benchmark === rows.benchmark);
    const problems = counts.find((one) => one.benchmark === rows.benchmark);
    return rows.comparisons.flatMap(({base: baseId, rl, points, crossing}): Lift[] => {
      const base = study.policies.find((one) => one.policy === baseId);
      const policy = study.policies.find((one) => one.policy === rl);
      if (!benchmark || !base || !policy || points.length === 0) return [];
      const pair = problems ? pairedCounts(problems, baseId, rl) : null;
      const curve = rows.curves.find((one) => one.policy === baseId);
      return [
        {
          benchmark,
          base,
          policy,
          points,
          crossing,
          ...signRanges(points),
          baseAtEnd: curve?.points.at(-1)?.coverage ?? NaN,
          support: pair && support(pair.base, pair.rl)
        }
      ];
    });
  });
}
