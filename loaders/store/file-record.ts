import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync
} from "node:fs";
import {basename, dirname, join} from "node:path";
import {type} from "arktype";
import {UserError} from "../schema/user-error.js";
import {fileHash} from "./file-hash.js";
import type {Database} from "./database.js";
import {sharedWriter} from "./folder-lock.js";
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

/** What one writer knows of a file: its newest entry, and the newest of them that was surely renamed to its place. */
interface Known {
  newest: Entry;
  stored: Entry | null;
}

/** What a folder of a run holds: a file as its writer knows it, or as each of the shards that wrote it does. */
type Recorded = readonly Known[];

/** The record of a folder: a line of JSON for each file that was written into it. It moves with the folder. */
export function recordFile(folder: string): string {
  return join(folder, "files.jsonl");
}

/** The record that this process adds to: its own where it shares the folder with other shards. */
function ownRecord(folder: string): string {
  const writer = sharedWriter(folder);
  return writer === null ? recordFile(folder) : join(folder, `files-${writer}.jsonl`);
}

/** Whether a name in a folder of a run is that of a record. */
export function isRecord(name: string): boolean {
  return /^files(?:-[\w-]+)?\.jsonl$/.test(name);
}

/** All records of a folder, that of processes which had it alone first. */
export function recordFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(isRecord);
  return names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).map((name) => join(folder, name));
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

/** `writeRecorded` of what a query gives, in its order, with a level of Zstandard. */
export async function copyRecorded(
  database: Database,
  query: string,
  file: string,
  {level}: {level?: number} = {}
): Promise<void> {
  await recorded(file, (beforeRename) => copyToParquet(database, query, file, {beforeRename, level}));
}

async function recorded(
  file: string,
  write: (beforeRename: (temporary: string) => void) => Promise<void>
): Promise<void> {
  let entry: Entry | undefined;
  await write((temporary) => {
    const known = readEntries(ownRecord(dirname(file))).get(basename(file));
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
  const file = ownRecord(folder);
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
 * The files that a folder's records name; none where there is no record. A line that is cut short is left out: the file it was
 * about was not renamed yet. Throws a UserError that names a line which is no entry.
 */
export function readRecord(folder: string): Map<string, Recorded> {
  const recorded = new Map<string, Known[]>();
  for (const file of recordFiles(folder)) {
    for (const [name, known] of readEntries(file)) {
      const others = recorded.get(name);
      if (others === undefined) recorded.set(name, [known]);
      else others.push(known);
    }
  }
  return recorded;
}

function readEntries(file: string): Map<string, Known> {
  const recorded = new Map<string, Known>();
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
export function recordFault(file: string, recorded: Recorded, depth: Depth): string | null {
  // A kill between the two lines leaves the old file or the new one. Of several writers the last one is not known.
  const allowed = recorded.flatMap(({newest, stored}) =>
    newest.state === "stored" || stored === null ? [newest] : [newest, stored]
  );
  const bytes = statSync(file, {throwIfNoEntry: false})?.size;
  if (bytes === undefined) return recorded.every(({stored}) => stored === null) ? null : "is missing";
  const newest = allowed.at(-1)!;
  const sameLength = allowed.filter((entry) => entry.bytes === bytes);
  if (sameLength.length === 0) return `has ${bytes} bytes, was written with ${newest.bytes}`;
  if (depth === "length") return null;
  const hash = fileHash(file);
  if (sameLength.some(({sha256}) => sha256 === hash)) return null;
  return `has SHA-256 ${hash.slice(0, 12)}…, was written with ${newest.sha256.slice(0, 12)}…`;
}
