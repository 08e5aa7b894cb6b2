import {type} from "arktype";
import {compiledType} from "../../schema/rows/compiled-type.js";
import {parseJson} from "../../schema/parse-json.js";
import {textLines} from "../../schema/text-file.js";
import {UserError} from "../../schema/user-error.js";
import {Database, quote} from "../../store/database.js";
import {parquetRowCounts} from "../../store/parquet.js";
import {lazySchema, type Checked} from "../../schema/rows/lazy-schema.js";

/**
 * A stored completion: a line of JSONL, or a row of Parquet. Where a file has the columns `benchmark` and `policy`, or its
 * path has them as Hive folders, they are part of the key.
 */
const storedCompletion = lazySchema(() =>
  compiledType({
    "benchmark?": "string",
    "policy?": "string",
    problem_id: "string > 0",
    sample_index: "0 <= number.integer <= 16777215",
    completion: "string",
    "seed?": "number.integer | null",
    "completion_tokens?": "number.integer >= 0 | null",
    "finish_reason?": "'stop' | 'length' | null",
    "sum_logprob?": "number | null",
    "mean_entropy?": "number | null"
  })
);

export type StoredCompletion = Checked<typeof storedCompletion>;

/** The completions of a file, each with its place. Throws a UserError that names the first row that is none. */
export async function* storedCompletions(
  file: string
): AsyncGenerator<{where: string; stored: StoredCompletion}> {
  const rows = file.endsWith(".parquet") ? parquetRows(file) : jsonRows(file);
  for await (const {where, row} of rows) {
    const stored = storedCompletion(row);
    if (stored instanceof type.errors)
      throw new UserError(`${where}: invalid completion: ${stored[0]!.message}`);
    yield {where, stored};
  }
}

async function* jsonRows(file: string): AsyncGenerator<{where: string; row: unknown}> {
  for await (const {text, where} of textLines(file))
    if (text.trim() !== "") yield {where, row: parseJson(text, where)};
}

/** Rows are counted from 1, as lines are. */
async function* parquetRows(file: string): AsyncGenerator<{where: string; row: unknown}> {
  const database = await Database.open();
  try {
    await parquetRowCounts(database, [file]);
    const rows = await database.rows(
      `FROM read_parquet(${quote(file)}, hive_partitioning = true, hive_types_autocast = false)`
    );
    yield* rows.map((row, i) => ({where: `${file}:${i + 1}`, row}));
  } finally {
    database.close();
  }
}
