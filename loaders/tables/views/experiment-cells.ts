import {studyCells, type StudyCell} from "../../schema/study/study-cells.js";
import type {Study} from "../../schema/study.js";

/** A cell of one experiment: how many completions of each problem it counts. */
export interface ExperimentCell {
  experiment: string;
  benchmark: string;
  policy: string;
  n: number;
}

/** The cells of every experiment of a study, in its order. */
export function experimentCells(study: Study): ExperimentCell[] {
  return study.experiments.flatMap((experiment) =>
    studyCells({...study, experiments: [experiment]}).map(({benchmark, policy, n}) => ({
      experiment: experiment.id,
      benchmark: benchmark.id,
      policy: policy.id,
      n
    }))
  );
}

/** SQL for the smallest n, among the experiments that share a cell, above an index: a completion's sample_index. */
export function smallestN(
  cell: StudyCell,
  experiments: readonly ExperimentCell[],
  index = "sample_index"
): string {
  const ns = experiments
    .filter(({benchmark, policy}) => benchmark === cell.benchmark.id && policy === cell.policy.id)
    .map(({n}) => n);
  const [most, ...others] = [...new Set(ns)].sort((a, b) => b - a);
  const cases = others.reverse().map((n) => `WHEN ${index} < ${n} THEN ${n}`);
  return cases.length === 0 ? `${most!}` : `CASE ${cases.join(" ")} ELSE ${most!} END`;
}
