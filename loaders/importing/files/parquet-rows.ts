import {createWriteStream} from "node:fs";
import {mkdtemp, open, rm, symlink} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import {UserError} from "../../schema/user-error.js";
import {Database, quote} from "../../store/database.js";
import {isParquet} from "./is-parquet.js";
import type {RawFile} from "./raw-file.js";

/**
 * The rows of a Parquet file in its order, in batches: lists as arrays, structs as objects, whole numbers as numbers where
 * they are safe, else as text. Only a batch is in memory. Throws a UserError for a file that DuckDB cannot read.
 */
export async function* parquetRows(file: RawFile): AsyncGenerator<readonly Record<string, unknown>[]> {
  yield* queryRows(file, (path) => `FROM read_parquet(${path})`);
}

/** What a Parquet file keeps in its footer under a name, as text; null where it has no such note. */
export async function parquetNote(file: RawFile, name: string): Promise<string | null> {
  const found = queryRows(
    file,
    (path) =>
      `SELECT decode(value) AS note FROM parquet_kv_metadata(${path}) WHERE decode(key) = ${quote(name)}`
  );
  for await (const [row] of found) return typeof row?.note === "string" ? row.note : null;
  return null;
}

async function* queryRows(
  file: RawFile,
  query: (path: string) => string
): AsyncGenerator<readonly Record<string, unknown>[]> {
  const folder = await mkdtemp(join(tmpdir(), "reasoning-boundary-parquet-"));
  const database = await Database.open();
  try {
    const path = join(folder, "file.parquet");
    await place(file, path);
    await database.run("SET threads = 1");
    const result = await database.connection.stream(query(quote(path)));
    for await (const rows of result.yieldRowObjectJs())
      yield rows.map((row) => plain(row) as Record<string, unknown>);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const [why] = (error as Error).message.split("\n", 1);
    throw new UserError(`cannot read the Parquet file ${file.name}: ${why!.replaceAll(folder, "")}`, {
      cause: error
    });
  } finally {
    database.close();
    await rm(folder, {recursive: true, force: true});
  }
}

/** DuckDB reads files on the disk, and takes `*` and `[` in a name for a pattern: the file gets a plain name. */
async function place(file: RawFile, path: string): Promise<void> {
  const isPlain = file.inner === null && isParquet(await firstBytes(file.path));
  if (isPlain) await symlink(file.path, path);
  else await pipeline(file.chunks(), createWriteStream(path));
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
