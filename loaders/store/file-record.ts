import {appendFileSync, existsSync, fsyncSync, openSync, closeSync, readFileSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {type} from "arktype";
import {UserError} from "../schema/user-error.js";
import {fileHash} from "./file-hash.js";
import type {Database} from "./database.js";
import {copyToParquet, writeParquet} from "./parquet.js";
import type {ParquetColumns} from "./row-table.js";

const entrySchema = type({
  file: "string > 0",
  bytes: "number.integer >= 0",
  sha256: /^[0-9a-f]{64}$/,
  state: "'writing' | 'stored'"
});

/** What is known of a file: how long it is, and the SHA-256 of its bytes. */
type Entry = typeof entrySchema.infer;

/** What a folder of a run holds: the newest entries of a file, and the newest of them that was surely renamed to its place. */
interface Recorded {
  newest: Entry;
  stored: Entry | null;
}

/** The record of a folder: a line of JSON for each file that was written into it. It moves with the folder. */
export function recordFile(folder: string): string {
  return join(folder, "files.jsonl");
}

/**
 * Writes rows to a Parquet file of a run, and its SHA-256 to the record of its folder: `writing` before the rename, `stored`
 * after it. A kill between them leaves the old file or the new one, and both are known. The folder must be locked.
 */
export async function writeRecorded<C extends ParquetColumns>(
  file: string,
  columns: C,
  rows: readonly Record<keyof C & string, string | number | null>[]
): Promise<void> {
  await recorded(file, (beforeRename) => writeParquet(file, columns, rows, beforeRename));
}

/** `writeRecorded` of what a query gives, in its order. */
export async function copyRecorded(database: Database, query: string, file: string): Promise<void> {
  await recorded(file, (beforeRename) => copyToParquet(database, query, file, {beforeRename}));
}

async function recorded(
  file: string,
  write: (beforeRename: (temporary: string) => void) => Promise<void>
): Promise<void> {
  let entry: Entry | undefined;
  await write((temporary) => {
    const known = readRecord(dirname(file)).get(basename(file));
    entry = {
      file: basename(file),
      bytes: statSync(temporary).size,
      sha256: fileHash(temporary),
      state: "writing"
    };
    if (known?.newest.state === "stored" && known.newest.sha256 === entry.sha256) entry = undefined;
    else append(dirname(file), entry);
  });
  if (entry !== undefined) append(dirname(file), {...entry, state: "stored"});
}

/** A line that a kill cut short stays behind: the next one begins anew after it. */
function append(folder: string, entry: Entry): void {
  const file = recordFile(folder);
  const start = existsSync(file) && !readFileSync(file, "utf8").endsWith("\n") ? "\n" : "";
  const descriptor = openSync(file, "a");
  try {
    appendFileSync(descriptor, `${start}${JSON.stringify(entry)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The files that a folder's record names; none where there is no record. A line that is cut short is left out: the file it was
 * about was not renamed yet. Throws a UserError that names a line which is no entry.
 */
export function readRecord(folder: string): Map<string, Recorded> {
  const file = recordFile(folder);
  const recorded = new Map<string, Recorded>();
  if (!existsSync(file)) return recorded;
  for (const [i, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (!line.endsWith("}")) continue;
    const entry = parseEntry(line);
    if (entry === null)
      throw new UserError(
        `${file}:${i + 1}: no entry of a file's SHA-256: restore it from a copy, or remove it: its files then count as without hash`
      );
    const stored = entry.state === "stored" ? entry : (recorded.get(entry.file)?.stored ?? null);
    recorded.set(entry.file, {newest: entry, stored});
  }
  return recorded;
}

function parseEntry(line: string): Entry | null {
  try {
    return entrySchema.assert(JSON.parse(line));
  } catch {
    return null;
  }
}

/** How far `recordFault` looks: at the length alone, or at every byte. */
export type Depth = "length" | "bytes";

/** What is wrong with a file that its folder's record knows, as the end of a sentence; null if nothing is. */
export function recordFault(file: string, {newest, stored}: Recorded, depth: Depth): string | null {
  // A kill between the two lines leaves the old file or the new one.
  const allowed = newest.state === "stored" || stored === null ? [newest] : [newest, stored];
  const bytes = statSync(file, {throwIfNoEntry: false})?.size;
  if (bytes === undefined) return stored === null ? null : "is missing";
  const sameLength = allowed.filter((entry) => entry.bytes === bytes);
  if (sameLength.length === 0) return `has ${bytes} bytes, was written with ${newest.bytes}`;
  if (depth === "length") return null;
  const hash = fileHash(file);
  if (sameLength.some(({sha256}) => sha256 === hash)) return null;
  return `has SHA-256 ${hash.slice(0, 12)}…, was written with ${newest.sha256.slice(0, 12)}…`;
}
