import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  FLOAT,
  INTEGER,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue
} from "@duckdb/node-api";
import type {ParquetType} from "../schema/column.js";
import {UserError} from "../schema/user-error.js";
import {Database, quote} from "./database.js";
import {writeAtomically} from "./write-file.js";

const types: Record<string, DuckDBType> = {VARCHAR, INTEGER, BIGINT, FLOAT, DOUBLE};

/** Column name to DuckDB type, in the order of the file. */
export type ParquetColumns = Readonly<Record<string, ParquetType>>;

/** Rows that fit in one vector of DuckDB's. */
const CHUNK_ROWS = 2048;

/**
 * Writes rows to a zstd Parquet file: under a temporary name first, then renamed, so that a reader never sees a part.
 * The same rows give the same bytes. BIGINT columns take safe integers. The folder is made if it is missing.
 */
export async function writeParquet<C extends ParquetColumns>(
  file: string,
  columns: C,
  rows: readonly Record<keyof C & string, string | number | null>[]
): Promise<void> {
  const database = await Database.open();
  try {
    await writeRows(database, file, columns, rows);
  } finally {
    database.close();
  }
}

/** `writeParquet` with a database that stays open, for many files one after the other: it has a table `rows` afterwards. */
export async function writeRows<C extends ParquetColumns>(
  database: Database,
  file: string,
  columns: C,
  rows: readonly Record<keyof C & string, string | number | null>[]
): Promise<void> {
  const names = Object.keys(columns);
  const fields = names.map((name) => `${name} ${columns[name]!}`).join(", ");
  await database.run(`CREATE OR REPLACE TABLE rows (${fields})`);
  const appender = await database.connection.createAppender("rows");
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const part = rows.slice(start, start + CHUNK_ROWS);
    const chunk = DuckDBDataChunk.create(
      names.map((name) => types[columns[name]!]!),
      part.length
    );
    chunk.setColumns(names.map((name) => part.map((row) => toValue(row[name] ?? null, columns[name]!))));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await copyToParquet(database, "FROM rows", file);
}

/** Writes a query's result to a zstd Parquet file, atomically, in the query's order. */
export async function copyToParquet(database: Database, query: string, file: string): Promise<void> {
  await writeAtomically(file, (temporary) =>
    database.run(`COPY (${query}) TO ${quote(temporary)} (FORMAT parquet, COMPRESSION zstd)`)
  );
}

function toValue(value: string | number | null, columnType: string): DuckDBValue {
  return columnType === "BIGINT" && typeof value === "number" ? BigInt(value) : value;
}

/** Number of rows of each Parquet file, from its footer. Throws a UserError that names the first file that is cut short or no Parquet. */
export async function parquetRowCounts(
  database: Database,
  files: readonly string[]
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (files.length === 0) return counts;
  const list = files.map(quote).join(", ");
  try {
    const rows = await database.rows<{file_name: string; num_rows: number}>(
      `SELECT file_name, num_rows FROM parquet_file_metadata([${list}])`
    );
    for (const {file_name, num_rows} of rows) counts.set(file_name, num_rows);
  } catch (error) {
    throw await explainUnreadable(database, files, error);
  }
  return counts;
}

/** Finds which of the files DuckDB cannot read, so that the message can name it. */
async function explainUnreadable(
  database: Database,
  files: readonly string[],
  cause: unknown
): Promise<unknown> {
  for (const file of files) {
    try {
      await database.rows(`SELECT num_rows FROM parquet_file_metadata(${quote(file)})`);
    } catch (error) {
      const why = (error as Error).message.split("\n", 1)[0]!;
      return new UserError(
        `cannot read ${file}: not a whole Parquet file (${why}); remove it, then run again to make it anew`,
        {cause: error}
      );
    }
  }
  return cause;
}
