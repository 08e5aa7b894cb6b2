import {studyCells, type StudyCell} from "../../schema/study/study-cells.js";
import type {Study} from "../../schema/study.js";
import {verdictColumns} from "../../schema/verdict.js";
import {quote, type Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import type {ReportInput} from "./report-input.js";
import {selectCompletions} from "./select-completions.js";

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

/**
 * Creates the view `judgements`: one row for each completion of the study and each verifier that is its benchmark's or has
 * judged something of its cell. `verdict` is NULL where that verifier has not judged it; `smallest_n` is the smallest n of
 * an experiment that includes the completion.
 */
export async function createJudgementsView(database: Database, {study, run}: ReportInput): Promise<void> {
  const experiments = experimentCells(study);
  const verifiers = run.verifiers();
  const parts: string[] = [];
  for (const cell of studyCells(study)) {
    const [benchmark, policy] = [cell.benchmark.id, cell.policy.id];
    const completions = await selectCompletions(database, run, benchmark, policy);
    const own = run.newestVerifier(cell.benchmark.verifier);
    for (const verifier of [own, ...verifiers.filter(({id}) => id !== own.id)]) {
      const files = parquetFiles(run.verdicts(verifier, benchmark, policy));
      if (files.length === 0 && verifier.id !== own.id) continue;
      parts.push(
        `SELECT '${benchmark}' AS benchmark, '${policy}' AS policy, ${quote(verifier.id)} AS verifier, problem_id, sample_index,
           verdict, finish_reason, ${smallestN(cell, experiments)} AS smallest_n
         FROM (${completions})
         LEFT JOIN (${await selectFiles(database, files, verdictColumns)}) USING (problem_id, sample_index)
         WHERE sample_index < ${cell.n}`
      );
    }
  }
  await database.run(`CREATE VIEW judgements AS ${parts.join(" UNION ALL ")}`);
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
