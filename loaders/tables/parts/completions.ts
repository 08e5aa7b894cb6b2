import {studyCells} from "../../schema/study/study-cells.js";
import {Database, quote} from "../../store/database.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {siteChoice} from "./site-choice.js";
import {cellCompletions, completionsViewColumns} from "../views/completions-view.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {arrowBatches, type BatchColumn} from "../arrow/arrow-batches.js";

type ColumnName = (typeof completionsViewColumns)[number];

/**
 * The completions of the benchmarks that the site may have room for, without their texts, as the parts of an Arrow IPC stream: what the browser queries as
 * `completions`, about 20 bytes a row. Log-probabilities and entropies keep 32 bits. Cells are read and sorted one after
 * the other, so that memory does not grow with the number of completions.
 */
export async function* completionsArrow(environment: NodeJS.ProcessEnv): AsyncGenerator<Uint8Array> {
  const {completions: chosen} = await siteChoice(environment);
  const input = reportInput(environment);
  const cells = sortedCells(input).filter(({benchmark}) => chosen.has(benchmark.id));
  const database = await Database.open();
  try {
    const columns = await batchColumns(environment, input);
    for (const column of columns)
      if (column.kind === "dictionary") await createEnum(database, column.name, column.values);
    const selected = columns.map(codes).join(", ");
    yield* arrowBatches(columns, async function* () {
      for (const cell of cells) {
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

/** The columns with what their values can be, from the partial counts. */
async function batchColumns(environment: NodeJS.ProcessEnv, {study}: ReportInput): Promise<BatchColumn[]> {
  const cells = studyCells(study);
  const {problem_id, verdict, reason, finish_reason, tokens} = await withPartialCounts(
    environment,
    async (database) => {
      const distinct = async (column: string): Promise<string[]> =>
        (
          await database.rows<{value: string}>(
            `SELECT DISTINCT ${column} AS value FROM partial_tallies WHERE value IS NOT NULL ORDER BY value`
          )
        ).map(({value}) => value);
      const [sizes] = await database.rows<{most: number | null; nulls: boolean | null}>(
        "SELECT max(most_tokens) AS most, sum(tokens_unknown) > 0 AS nulls FROM partial_problems"
      );
      return {
        problem_id: await distinct("problem_id"),
        verdict: await distinct("verdict"),
        reason: await distinct("reason"),
        finish_reason: await distinct("finish_reason"),
        tokens: {most: sizes?.most ?? 0, hasNulls: sizes?.nulls ?? false}
      };
    }
  );
  const columns: Record<ColumnName, BatchColumn> = {
    benchmark: dictionary("benchmark", [...new Set(cells.map(({benchmark}) => benchmark.id))].sort()),
    policy: dictionary("policy", [...new Set(cells.map(({policy}) => policy.id))].sort()),
    problem_id: dictionary("problem_id", problem_id),
    sample_index: {kind: "integer", name: "sample_index", most: Math.max(...cells.map(({n}) => n)) - 1},
    verdict: dictionary("verdict", verdict),
    reason: dictionary("reason", reason),
    finish_reason: dictionary("finish_reason", finish_reason),
    completion_tokens: {
      kind: "integer",
      name: "completion_tokens",
      ...tokens
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
