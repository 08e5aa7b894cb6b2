import {quote, type Database} from "./database.js";
import {parquetRowCounts, type ParquetColumns} from "./parquet.js";

/**
 * SQL for the rows of some Parquet files of one kind, and of an empty table with the same columns if there are none.
 * Checks each file first and throws a UserError that names one that is cut short.
 */
export async function selectFiles(
  database: Database,
  files: readonly string[],
  columns: ParquetColumns
): Promise<string> {
  await parquetRowCounts(database, files);
  for (const file of files) database.sources.set(file, {...database.sources.get(file), ...columns});
  const names = Object.keys(columns);
  if (files.length > 0)
    return `SELECT ${names.join(", ")} FROM read_parquet([${files.map(quote).join(", ")}])`;
  return `SELECT ${names.map((name) => `NULL::${columns[name]!} AS ${name}`).join(", ")} WHERE false`;
}
