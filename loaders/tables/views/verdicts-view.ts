import {completionColumns} from "../../schema/completion.js";
import {studyCells, type StudyCell} from "../../schema/study/study-cells.js";
import {verdictColumns} from "../../schema/verdict.js";
import {quote, type Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import type {ReportInput} from "./report-input.js";
import {selectCompletions} from "./select-completions.js";

/**
 * Creates the view `verdicts`: one row for each completion of the study and each verifier that judged it (its newest
 * version), with the completion's text. `isWanted` leaves cells out, which then cost nothing.
 */
export async function createVerdictsView(
  database: Database,
  {study, run}: ReportInput,
  isWanted: (cell: StudyCell) => boolean = () => true
): Promise<void> {
  const parts: string[] = [];
  const verifiers = run.verifiers();
  for (const cell of studyCells(study).filter(isWanted)) {
    const [benchmark, policy] = [cell.benchmark.id, cell.policy.id];
    const completions = await selectCompletions(database, run, benchmark, policy);
    for (const verifier of verifiers) {
      const files = parquetFiles(run.verdicts(verifier, benchmark, policy));
      if (files.length === 0) continue;
      parts.push(
        `SELECT ${quote(verifier.id)} AS verifier, '${benchmark}' AS benchmark, '${policy}' AS policy, *
         FROM (${completions}) JOIN (${await selectFiles(database, files, verdictColumns)}) USING (problem_id, sample_index)
         WHERE sample_index < ${cell.n}`
      );
    }
  }
  await database.run(
    `CREATE VIEW verdicts AS ${parts.length === 0 ? emptyVerdicts : parts.join(" UNION ALL ")}`
  );
}

const emptyVerdicts = (() => {
  const columns = {
    verifier: "VARCHAR",
    benchmark: "VARCHAR",
    policy: "VARCHAR",
    ...completionColumns,
    ...verdictColumns
  };
  const fields = Object.entries(columns).map(([name, type]) => `NULL::${type} AS ${name}`);
  return `SELECT ${fields.join(", ")} WHERE false`;
})();
