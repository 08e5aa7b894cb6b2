import {UserError} from "../schema/user-error.js";
import {Database, quote} from "./database.js";
import {RowTable, type ParquetColumns} from "./row-table.js";
import {writeAtomically} from "./write-file.js";

/**
 * Writes rows to a zstd Parquet file: under a temporary name first, then renamed, so that a reader never sees a part.
 * The same rows give the same bytes. BIGINT columns take safe integers. The folder is made if it is missing.
 */
export async function writeParquet<C extends ParquetColumns>(
  file: string,
  columns: C,
  rows: readonly Record<keyof C & string, string | number | null>[],
  beforeRename?: (temporary: string) => void
): Promise<void> {
  const database = await (await writingDatabase()).beside();
  const name = `rows_${++tables}`;
  try {
    const table = await RowTable.create(database, name, columns);
    table.append(rows);
    table.finish();
    await copyToParquet(database, `FROM ${table.name}`, file, {beforeRename});
  } finally {
    // The failure that matters is the one above.
    await database.run(`DROP TABLE IF EXISTS ${name}`).catch(() => undefined);
    database.close();
  }
}

/** One for all files that a process writes, closed with it: to open one takes longer than to write a small file. */
let writing: Promise<Database> | null = null;
let tables = 0;

function writingDatabase(): Promise<Database> {
  return (writing ??= Database.open());
}

/** Writes a query's result to a zstd Parquet file, atomically, in the query's order, with a level of compression; `notes` are kept in its footer. */
export async function copyToParquet(
  database: Database,
  query: string,
  file: string,
  {
    beforeRename,
    level = 3,
    notes = {}
  }: {
    beforeRename?: ((temporary: string) => void) | undefined;
    level?: number | undefined;
    notes?: Readonly<Record<string, string>>;
  } = {}
): Promise<void> {
  const pairs = Object.entries(notes).map(([name, text]) => `${quote(name)}: ${quote(text)}`);
  const footer = pairs.length === 0 ? "" : `, KV_METADATA {${pairs.join(", ")}}`;
  const how = `FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL ${level}${footer}`;
  await writeAtomically(
    file,
    (temporary) => database.run(`COPY (${query}) TO ${quote(temporary)} (${how})`),
    beforeRename
  );
}

/** Number of rows of each Parquet file, from its footer. Throws a UserError that names the first file that is cut short or no Parquet. */
export async function parquetRowCounts(
  database: Database,
  files: readonly string[]
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (files.length === 0) return counts;
  for (const file of files) if (!database.sources.has(file)) database.sources.set(file, {});
  const list = files.map(quote).join(", ");
  const rows = await database.rows<{file_name: string; num_rows: number}>(
    `SELECT file_name, num_rows FROM parquet_file_metadata([${list}])`
  );
  for (const {file_name, num_rows} of rows) counts.set(file_name, num_rows);
  return counts;
}

/** Finds which of the files DuckDB cannot read, so that the message can name it. Reads the footers, or with `pages` everything. */
export async function explainUnreadable(
  database: Database,
  files: readonly string[],
  cause: unknown,
  pages = false
): Promise<unknown> {
  for (const file of files) {
    const footer = `SELECT num_rows FROM parquet_file_metadata(${quote(file)})`;
    const whole = `SELECT bit_xor(hash(rows)) FROM read_parquet(${quote(file)}, hive_partitioning = false) AS rows`;
    try {
      await database.rows(pages ? whole : footer);
    } catch (error) {
      if (error instanceof UserError) return error;
      const why = (error as Error).message.split("\n", 1)[0]!.replaceAll(file, "it");
      return new UserError(
        `${file}: not a whole Parquet file (${why}); remove it, then run again to make it anew`,
        {cause: error}
      );
    }
  }
  return cause;
}
