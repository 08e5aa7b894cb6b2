import {domainExperiments} from "../../contents/experiments.js";
import type {PolicySummary} from "../study/study-summary.js";
import type {BenchmarkCoverage, Comparison, CoverageTable} from "./coverage-table.js";

/** The pair that a report leads with, where it is measured. */
export interface MainPair {
  experiment: string;
  benchmark: BenchmarkCoverage;
  comparison: Comparison;
}

/**
 * The pair that a report leads with: in the order mathematics, code, visual reasoning and, in each, in the study's order of
 * benchmarks and policies, the first policy after RL beside its base; without one the first pair of any kind, and null without a
 * pair. Nothing of what was measured decides which pair it is.
 */
export function mainPair(
  tables: Readonly<Partial<Record<string, CoverageTable>>>,
  policies: readonly Pick<PolicySummary, "policy" | "role">[]
): MainPair | null {
  const all = domainExperiments.flatMap((experiment) =>
    (tables[experiment]?.benchmarks ?? []).flatMap((benchmark) =>
      benchmark.comparisons
        .filter(({points}) => points.length > 0)
        .map((comparison): MainPair => ({experiment, benchmark, comparison}))
    )
  );
  const isRl = ({comparison}: MainPair): boolean =>
    policies.some(({policy, role}) => policy === comparison.rl && role === "rl");
  return all.find(isRl) ?? all[0] ?? null;
}
