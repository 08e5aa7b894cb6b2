import {completionColumns, laterCompletionColumns} from "../../schema/completion.js";
import {studyCells} from "../../schema/study/study-cells.js";
import {verdictColumns} from "../../schema/verdict.js";
import {Database, quote} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import {cellCompletions, completionsViewColumns} from "../views/completions-view.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {arrowBatches, type BatchColumn} from "./arrow-batches.js";

type ColumnName = (typeof completionsViewColumns)[number];

/**
 * Every completion of the study, without its text, as the parts of an Arrow IPC stream: what the browser queries as
 * `completions`, about 20 bytes a row. Log-probabilities and entropies keep 32 bits. Cells are read and sorted one after
 * the other, so that memory does not grow with the number of completions.
 */
export async function* completionsArrow(environment: NodeJS.ProcessEnv): AsyncGenerator<Uint8Array> {
  const input = reportInput(environment);
  const database = await Database.open();
  try {
    const columns = await batchColumns(database, input);
    for (const column of columns)
      if (column.kind === "dictionary") await createEnum(database, column.name, column.values);
    const selected = columns.map(codes).join(", ");
    yield* arrowBatches(columns, async function* () {
      for (const cell of sortedCells(input)) {
        const rows = await cellCompletions(database, input, cell);
        yield* database.chunks(`SELECT ${selected} FROM (${rows}) ORDER BY problem_id, sample_index`);
      }
    });
  } finally {
    database.close();
  }
}

function sortedCells({study}: ReportInput): ReturnType<typeof studyCells> {
  const key = ({benchmark, policy}: ReturnType<typeof studyCells>[number]): string =>
    JSON.stringify([benchmark.id, policy.id]);
  return studyCells(study).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The columns with what their values can be, from a scan of the single columns. */
async function batchColumns(database: Database, {study, run}: ReportInput): Promise<BatchColumn[]> {
  const cells = studyCells(study);
  const verdictFiles: string[] = [];
  const completionFiles: string[] = [];
  for (const {benchmark, policy} of cells) {
    const verifier = run.newestVerifier(benchmark.verifier);
    completionFiles.push(...parquetFiles(run.completions(benchmark.id, policy.id)));
    verdictFiles.push(...parquetFiles(run.verdicts(verifier, benchmark.id, policy.id)));
  }
  const completions = await selectFiles(database, completionFiles, completionColumns, laterCompletionColumns);
  const verdicts = await selectFiles(database, verdictFiles, verdictColumns);
  const distinct = async (rows: string, column: string): Promise<string[]> =>
    (
      await database.rows<{value: string}>(
        `SELECT DISTINCT ${column} AS value FROM (${rows}) WHERE value IS NOT NULL ORDER BY value`
      )
    ).map(({value}) => value);
  const [tokens] = await database.rows<{most: number | null; nulls: boolean}>(
    `SELECT max(completion_tokens) AS most, count(*) > count(completion_tokens) AS nulls FROM (${completions})`
  );
  const columns: Record<ColumnName, BatchColumn> = {
    benchmark: dictionary("benchmark", [...new Set(cells.map(({benchmark}) => benchmark.id))].sort()),
    policy: dictionary("policy", [...new Set(cells.map(({policy}) => policy.id))].sort()),
    problem_id: dictionary("problem_id", await distinct(completions, "problem_id")),
    sample_index: {kind: "integer", name: "sample_index", most: Math.max(...cells.map(({n}) => n)) - 1},
    verdict: dictionary("verdict", await distinct(verdicts, "verdict")),
    reason: dictionary("reason", await distinct(verdicts, "reason")),
    finish_reason: dictionary("finish_reason", await distinct(completions, "finish_reason")),
    completion_tokens: {
      kind: "integer",
      name: "completion_tokens",
      most: tokens?.most ?? 0,
      hasNulls: tokens?.nulls ?? false
    },
    sum_logprob: {kind: "float", name: "sum_logprob"},
    mean_entropy: {kind: "float", name: "mean_entropy"}
  };
  return completionsViewColumns.map((name) => columns[name]);
}

// Arrow and DuckDB want at least one value.
function dictionary(name: string, values: readonly string[]): BatchColumn {
  return {kind: "dictionary", name, values: values.length === 0 ? [""] : values};
}

async function createEnum(database: Database, name: string, values: readonly string[]): Promise<void> {
  await database.run(`CREATE TYPE ${name}_values AS ENUM (${values.map(quote).join(", ")})`);
}

/** SQL that turns a column into what `arrowBatches` takes: a text's place in its dictionary, and a number for NULL. */
function codes(column: BatchColumn): string {
  const {name} = column;
  if (column.kind === "integer")
    return column.hasNulls ? `coalesce(${name}, ${column.most + 1})::INTEGER AS ${name}` : name;
  if (column.kind === "float") return `coalesce(${name}, 'NaN'::DOUBLE)::FLOAT AS ${name}`;
  return `coalesce(enum_code(${name}::${name}_values)::INTEGER, ${column.values.length}) AS ${name}_code`;
}
