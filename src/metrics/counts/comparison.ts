import type {BenchmarkSummary, PolicySummary, StudySummary} from "../study/study-summary.js";
import {pairedCounts, type BenchmarkCounts, type PairedCounts} from "./benchmark-counts.js";

/** A policy beside the one it was trained from, on the problems of one benchmark. */
export interface Comparison {
  benchmark: BenchmarkSummary;
  base: PolicySummary;
  rl: PolicySummary;
  counts: PairedCounts;
}

/** Every pair of a policy and its base that a study has counts of, benchmark by benchmark, in the study's order. */
export function comparisons(table: readonly BenchmarkCounts[], study: StudySummary): Comparison[] {
  return study.benchmarks.flatMap((benchmark) => {
    const rows = table.find((row) => row.benchmark === benchmark.benchmark);
    if (!rows) return [];
    return study.policies.flatMap((rl): Comparison[] => {
      const base = study.policies.find(({policy}) => policy === rl.base);
      const counts = base ? pairedCounts(rows, base.policy, rl.policy) : null;
      return base && counts ? [{benchmark, base, rl, counts}] : [];
    });
  });
}
