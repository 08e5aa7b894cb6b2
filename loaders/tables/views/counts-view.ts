import {studyCells} from "../../schema/study/study-cells.js";
import type {Database} from "../../store/database.js";
import {parquetFiles} from "../../store/run-folder.js";
import {selectCounts} from "../../store/select-counts.js";
import {experimentCells, smallestN} from "./experiment-cells.js";
import type {ReportInput} from "./report-input.js";

/**
 * SQL for the rows of the table `tallies` that come from bare counts of the study's cells, one query a cell that has any. A
 * count that is larger than a cell's n belongs to no experiment of that n: it is left out, never cut. In an order of their own, so that the table is the same every time.
 */
export async function countTallies(database: Database, {study, run}: ReportInput): Promise<string[]> {
  const experiments = experimentCells(study);
  const parts: string[] = [];
  for (const cell of studyCells(study)) {
    const [benchmark, policy] = [cell.benchmark.id, cell.policy.id];
    const files = parquetFiles(run.counts(benchmark, policy));
    if (files.length === 0) continue;
    const counts = await selectCounts(database, files);
    parts.push(
      `SELECT '${benchmark}' AS benchmark, '${policy}' AS policy, problem_id, verifier,
         unnest(['correct', 'incorrect']) AS verdict, NULL AS finish_reason,
         ${smallestN(cell, experiments, "n - 1")} AS smallest_n, unnest([c, n - c]) AS completions
       FROM (${counts}) WHERE n BETWEEN 1 AND ${cell.n}`
    );
  }
  return parts.map((part) => `FROM (${part}) WHERE completions > 0 ORDER BY ALL`);
}
