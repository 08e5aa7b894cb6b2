import type {StudySummary} from "../study/study-summary.js";
import type {BenchmarkCounts} from "./benchmark-counts.js";
import {comparisons, type Comparison} from "./comparison.js";
import {domainExperiments} from "../../contents/experiments.js";

/** The first policy that was trained from another, beside its base, on every benchmark of the mathematics, code and visual experiments. */
export function mainPairs(table: readonly BenchmarkCounts[], study: StudySummary): Comparison[] {
  const all = comparisons(table, study);
  return study.experiments
    .filter(({experiment}) => domainExperiments.includes(experiment))
    .flatMap(({policies, benchmarks}) =>
      benchmarks.flatMap((id) => {
        const found = all.find(
          ({benchmark, base, rl}) =>
            benchmark.benchmark === id && policies.includes(base.policy) && policies.includes(rl.policy)
        );
        return found ?? [];
      })
    );
}
