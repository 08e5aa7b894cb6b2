import {studyCells, type StudyCell} from "../../schema/study/study-cells.js";
import {verdictColumns} from "../../schema/verdict.js";
import type {Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import {completionsColumns} from "./table-columns.js";
import type {ReportInput} from "./report-input.js";
import {selectCompletions} from "./select-completions.js";

/** Columns of the `completions` table that queries see, in the loader and in the browser. */
export const completionsViewColumns = Object.keys(completionsColumns) as (keyof typeof completionsColumns)[];

/**
 * Creates the view `completions`: one row per completion of the study (sample_index below its cell's n), with its verdict
 * by the benchmark's verifier, NULL where it has none yet.
 */
export async function createCompletionsView(
  database: Database,
  input: ReportInput,
  columns: readonly string[] = completionsViewColumns
): Promise<void> {
  const parts: string[] = [];
  for (const cell of studyCells(input.study))
    parts.push(await cellCompletions(database, input, cell, columns));
  await database.run(`CREATE VIEW completions AS ${parts.join(" UNION ALL ")}`);
}

/** SQL for the rows of one cell in the view `completions`. */
export async function cellCompletions(
  database: Database,
  {run}: ReportInput,
  {benchmark: {id: benchmark, verifier}, policy: {id: policy}, n}: StudyCell,
  columns: readonly string[] = completionsViewColumns
): Promise<string> {
  const verdicts = parquetFiles(run.verdicts(run.newestVerifier(verifier), benchmark, policy));
  return `SELECT ${columns.join(", ")} FROM (
    SELECT '${benchmark}' AS benchmark, '${policy}' AS policy, * EXCLUDE (rule, ms)
    FROM (${await selectCompletions(database, run, benchmark, policy)})
    LEFT JOIN (${await selectFiles(database, verdicts, verdictColumns)}) USING (problem_id, sample_index)
    WHERE sample_index < ${n}
  )`;
}
