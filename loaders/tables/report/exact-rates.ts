import {countKey} from "../../../src/metrics/counts/count-key.js";
import {existsSync} from "node:fs";
import {exactTable, type ExactRow, type ExactTable} from "../../../src/metrics/exact/exact-table.js";
import {exactColumns} from "../../schema/rows/exact-rate.js";
import {studyCells} from "../../schema/study/study-cells.js";
import {quote} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {reportInput} from "../views/report-input.js";

/** Whether a run has exact rates of the study's policies. */
export function hasExactRates(environment: NodeJS.ProcessEnv): boolean {
  const {study, run} = reportInput(environment);
  return studyCells(study).some(({benchmark, policy}) => existsSync(run.exact(benchmark.id, policy.id)));
}

/** Coverage from exact rates, beside what was measured; null where there are none. */
export async function exactCoverage(environment: NodeJS.ProcessEnv): Promise<ExactTable | null> {
  if (!hasExactRates(environment)) return null;
  return withPartialCounts(environment, async (database, input) => {
    const {study, run} = input;
    const counts = new Map(
      (await problemCounts(database, input)).map((row) => [countKey(row), {n: row.n, c: row.c}])
    );
    const rows: ExactRow[] = [];
    for (const {benchmark, policy} of studyCells(study)) {
      const files = parquetFiles(run.exact(benchmark.id, policy.id));
      if (files.length === 0) continue;
      const found = await database.rows<Omit<ExactRow, "n" | "c">>(
        `SELECT ${quote(benchmark.id)} AS benchmark, ${quote(policy.id)} AS policy, problem_id, rate, full_rate
         FROM (${await selectFiles(database, files, exactColumns)}) ORDER BY problem_id`
      );
      rows.push(...found.map((row) => ({...row, ...(counts.get(countKey(row)) ?? {n: 0, c: 0})})));
    }
    const {level, replicates, seed} = study.bootstrap;
    const policies = study.policies.map(({id, base}) => ({policy: id, base}));
    return exactTable(rows, policies, {level, replicates, seed});
  });
}
