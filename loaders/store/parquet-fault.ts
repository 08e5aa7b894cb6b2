import type {DuckDBConnection} from "@duckdb/node-api";
import {systemMeaning} from "../schema/system-error.js";
import {UserError} from "../schema/user-error.js";

/** Files, and the types of the columns that they must have. */
export type ParquetSources = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * Why a statement over Parquet files failed: a UserError that begins with the first file that cannot be read to its end, or
 * lacks a column or has one of another type; the error itself where all of them are as they must be.
 */
export async function findFault(
  connection: DuckDBConnection,
  sources: ParquetSources,
  error: unknown
): Promise<unknown> {
  if (systemMeaning(error) !== null) return error;
  for (const [file, columns] of sources) {
    const fault = await faultOf(connection, file, columns);
    if (fault !== null)
      return new UserError(`${file}: ${fault}; remove it, then run again to make it anew`, {cause: error});
  }
  return error;
}

async function faultOf(
  connection: DuckDBConnection,
  file: string,
  columns: Readonly<Record<string, string>>
): Promise<string | null> {
  try {
    const reader = await connection.runAndReadAll(
      "SELECT * FROM read_parquet($1, hive_partitioning = false) LIMIT 0",
      [file]
    );
    const names = reader.columnNames();
    const missing = Object.keys(columns).filter((name) => !names.includes(name));
    if (missing.length > 0) return `it has no column ${missing.join(", ")}`;
    const found = reader.columnTypes().map(String);
    for (const [i, name] of names.entries()) {
      const wanted = columns[name];
      if (wanted !== undefined && wanted !== found[i])
        return `its column ${name} holds ${found[i]!}, not ${wanted}`;
    }
    await connection.runAndReadAll(
      "SELECT bit_xor(hash(rows)) FROM read_parquet($1, hive_partitioning = false) AS rows",
      [file]
    );
    return null;
  } catch (error) {
    return `not a whole Parquet file (${(error as Error).message.split("\n", 1)[0]!})`;
  }
}
