import {readdirSync, existsSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {UserError} from "../schema/user-error.js";
import {isRecord, readRecord, recordFault, recordFile} from "./file-record.js";
import {PARTIAL_COUNTS, parquetFiles} from "./run-folder.js";

/** Bytes that a check before a build reads: about a second's work. What is beyond is checked by its length. */
const quickBytes = 2 ** 28;

const remedy = "restore it from a copy, or move it away and run again to make it anew";

/** What a check of a run's files found. */
export interface FileCheck {
  /** Files whose bytes are those that were written. */
  whole: number;
  /** Files of which no hash was kept when they were written. */
  unknown: string[];
  /** Files that are others than were written, each with a sentence that begins with the path. */
  faults: {file: string; message: string}[];
}

/** Compares every Parquet file of a run with the hash that was kept when it was written. Partial counts are made anew where they do not fit. */
export function checkFiles(path: string): FileCheck {
  const check: FileCheck = {whole: 0, unknown: [], faults: []};
  for (const folder of foldersBelow(path)) {
    if (folder.startsWith(join(path, PARTIAL_COUNTS, "/"))) continue;
    const recorded = recordOf(folder, check);
    for (const file of allFiles(folder, recorded.keys())) {
      const known = recorded.get(basename(file));
      if (known === undefined) {
        check.unknown.push(file);
        continue;
      }
      const fault = recordFault(file, known, "bytes");
      if (fault !== null) check.faults.push({file, message: `${file} ${fault}: ${remedy}`});
      else if (existsSync(file)) check.whole++;
    }
  }
  return check;
}

/**
 * Throws a UserError that names a file which is another than was written. The first 256 MiB are read; of files beyond, the
 * length alone is compared. Files without a hash, and missing ones, pass: who removes a file wants it made anew.
 */
export function refuseChangedFiles(files: readonly string[]): void {
  let read = 0;
  const records = new Map<string, ReturnType<typeof readRecord>>();
  for (const file of files) {
    const folder = dirname(file);
    const record = records.get(folder) ?? readRecord(folder);
    records.set(folder, record);
    const known = record.get(basename(file));
    if (known === undefined) continue;
    read += statSync(file, {throwIfNoEntry: false})?.size ?? 0;
    const depth = read <= quickBytes ? "bytes" : "length";
    // Another shard may have written it since the record was read.
    const fault =
      recordFault(file, known, depth) &&
      recordFault(file, readRecord(folder).get(basename(file)) ?? known, depth);
    if (fault !== null) throw new UserError(`${file} ${fault}: ${remedy}`);
  }
}

function recordOf(folder: string, check: FileCheck): ReturnType<typeof readRecord> {
  try {
    return readRecord(folder);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    check.faults.push({file: recordFile(folder), message: error.message});
    return new Map();
  }
}

/** The Parquet files of a folder and those that its record names, in order. */
function allFiles(folder: string, recorded: Iterable<string>): string[] {
  const names = [...recorded].map((name) => join(folder, name));
  return [...new Set([...parquetFiles(folder), ...names])].sort();
}

/** Folders below a path, itself included, that hold Parquet files or a record. */
function foldersBelow(path: string): string[] {
  const entries = readdirSync(path, {recursive: true, withFileTypes: true});
  const folders = entries
    .filter(({name}) => name.endsWith(".parquet") || isRecord(name))
    .map(({parentPath}) => parentPath);
  return [...new Set(folders)].sort();
}
