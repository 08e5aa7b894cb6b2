import type {BenchmarkCounts} from "../../../metrics/counts/benchmark-counts.js";
import {comparisons, type Comparison} from "../../../metrics/counts/comparison.js";
import type {StudySummary} from "../../../metrics/study/study-summary.js";
import type {ChoiceOption} from "./choice.js";
import {experimentStudy} from "./experiment-study.js";

const labels: Readonly<Record<string, string>> = {
  math: "Mathematics",
  code: "Code",
  visual: "Visual reasoning"
};

/** The experiments of a study whose bases and policies after RLVR are compared problem by problem, with their names. */
export function pairedExperiments(study: StudySummary): ChoiceOption[] {
  return Object.entries(labels)
    .filter(([id]) => study.experiments.some(({experiment}) => experiment === id))
    .map(([value, label]) => ({value, label}));
}

/** Every policy of an experiment beside its base, benchmark by benchmark. */
export function experimentPairs(
  table: readonly BenchmarkCounts[],
  study: StudySummary,
  experiment: string
): Comparison[] {
  return comparisons(table, experimentStudy(study, experiment));
}
