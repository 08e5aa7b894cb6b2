import {join} from "node:path";
import {columnTypes} from "../../schema/column.js";
import {completionColumns} from "../../schema/completion.js";
import {OWN_EXPORT} from "../../schema/own-export.js";
import {quote} from "../../store/database.js";
import {copyToParquet, writeParquet} from "../../store/parquet.js";
import {writeTextAtomically} from "../../store/write-file.js";
import {datasetCard} from "./dataset-card.js";
import {problemTable} from "./dataset-tables.js";
import type {ExportCell} from "./export-cells.js";
import {ownCellRecord} from "./own-record.js";
import type {RunExport} from "./run-export.js";

const problemColumns = columnTypes(problemTable);

/**
 * Writes a data set as the Hugging Face Hub has them: `data/BENCHMARK/POLICY.parquet` with a row a completion, its problem and
 * all verdicts in it, `problems/BENCHMARK.parquet`, and a card, README.md.
 */
export async function exportDataset(given: RunExport): Promise<void> {
  const {cells, folder} = given;
  for (const cell of new Map(cells.map((cell) => [cell.benchmark.id, cell])).values())
    await writeParquet(
      problemsFile(folder, cell),
      problemColumns,
      [...cell.problems.values()].map(problemOf)
    );
  for (const cell of cells) await writeCell(given, cell);
  await writeTextAtomically(join(folder, "README.md"), await datasetCard(given));
}

function problemsFile(folder: string, {benchmark}: ExportCell): string {
  return join(folder, "problems", `${benchmark.id}.parquet`);
}

function problemOf({
  problemId,
  domain,
  prompt,
  gold,
  meta
}: {
  problemId: string;
  domain: string;
  prompt: string;
  gold: unknown;
  meta: object;
}): Record<keyof typeof problemColumns, string> {
  const text = typeof gold === "string" ? gold : JSON.stringify(gold);
  return {problem_id: problemId, domain, prompt, gold: text, meta: JSON.stringify(meta)};
}

async function writeCell({database, folder}: RunExport, cell: ExportCell): Promise<void> {
  const {benchmark, policy, verifiers} = cell;
  const verdicts = verifiers.map(
    ({id, version}, i) =>
      `CASE WHEN v${i} IS NULL THEN NULL ELSE {verifier: ${quote(id)}, version: ${version}, verdict: v${i}.verdict,
       extracted: v${i}.extracted, reason: v${i}.reason, rule: v${i}.rule} END`
  );
  const list =
    verdicts.length === 0
      ? "[]::STRUCT(verifier VARCHAR, version INTEGER, verdict VARCHAR, extracted VARCHAR, reason VARCHAR, rule VARCHAR)[]"
      : `list_filter([${verdicts.join(", ")}], lambda x: x IS NOT NULL)`;
  const main = verifiers.findIndex(({id}) => id === benchmark.verifier);
  const columns = Object.keys(completionColumns).filter((name) => name !== "problem_id");
  await copyToParquet(
    database,
    `SELECT ${quote(benchmark.id)} AS benchmark, ${quote(policy.id)} AS policy, problem_id, prompt, gold, meta, ${columns.join(", ")},
       ${main < 0 ? "NULL::VARCHAR" : `v${main}.verdict`} AS verdict, ${list} AS verdicts
     FROM (${cell.select}) JOIN read_parquet(${quote(problemsFile(folder, cell))}) USING (problem_id)
     ORDER BY problem_place, sample_index`,
    join(folder, "data", benchmark.id, `${policy.id}.parquet`),
    {notes: {[OWN_EXPORT]: JSON.stringify(ownCellRecord(cell))}}
  );
}
