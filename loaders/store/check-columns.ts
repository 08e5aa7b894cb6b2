import {UserError} from "../schema/user-error.js";
import {quote, type Database} from "./database.js";
import type {ParquetColumns} from "./row-table.js";

/** Throws a UserError that names the first of some Parquet files which lacks a column that is not optional, or has one of another type. */
export async function checkColumns(
  database: Database,
  files: readonly string[],
  columns: ParquetColumns,
  optional: readonly string[] = []
): Promise<void> {
  if (files.length === 0) return;
  const found = await database.rows<{file_name: string; name: string; duckdb_type: string | null}>(
    `SELECT file_name, name, duckdb_type FROM parquet_schema([${files.map(quote).join(", ")}])`
  );
  const types = new Map<string, Map<string, string | null>>();
  for (const {file_name, name, duckdb_type} of found) {
    const ofFile = types.get(file_name) ?? new Map<string, string | null>();
    types.set(file_name, ofFile.set(name, duckdb_type));
  }
  for (const file of files) {
    for (const [name, type] of Object.entries(columns)) {
      const has = types.get(file)?.get(name);
      if (has === type || (has === undefined && optional.includes(name))) continue;
      const fault =
        has === undefined ? `has no column ${name}` : `has the column ${name} as ${has ?? "a group"}`;
      throw new UserError(
        `${file} ${fault}, must be ${type}: restore the file from a copy, or move it away and run again to make it anew`
      );
    }
  }
}
