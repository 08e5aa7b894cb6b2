import {quote, type Database} from "./database.js";
import {parquetRowCounts} from "./parquet.js";
import type {ParquetColumns} from "./row-table.js";

/**
 * SQL for the rows of some Parquet files of one kind, and of an empty table with the same columns if there are none. Columns
 * that are `optional` are NULL for files that lack them. Checks each file first and throws a UserError that names one that
 * is cut short.
 */
export async function selectFiles(
  database: Database,
  files: readonly string[],
  columns: ParquetColumns,
  optional: readonly string[] = []
): Promise<string> {
  await parquetRowCounts(database, files);
  for (const file of files) database.sources.set(file, {...database.sources.get(file), ...columns});
  const names = Object.keys(columns);
  if (files.length === 0)
    return `SELECT ${names.map((name) => emptyColumn(name, columns)).join(", ")} WHERE false`;
  const list = `[${files.map(quote).join(", ")}]`;
  const missing = optional.length === 0 ? [] : await missingColumns(database, list, optional);
  const fields = names.map((name) => (missing.includes(name) ? emptyColumn(name, columns) : name));
  const union = optional.length === 0 ? "" : ", union_by_name = true";
  return `SELECT ${fields.join(", ")} FROM read_parquet(${list}${union})`;
}

function emptyColumn(name: string, columns: ParquetColumns): string {
  return `NULL::${columns[name]!} AS ${name}`;
}

/** Those of the columns that no file has. */
async function missingColumns(
  database: Database,
  list: string,
  columns: readonly string[]
): Promise<string[]> {
  const rows = await database.rows<{name: string}>(`SELECT DISTINCT name FROM parquet_schema(${list})`);
  const found = new Set(rows.map(({name}) => name));
  return columns.filter((name) => !found.has(name));
}
