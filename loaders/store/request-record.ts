import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import {sharedWriter} from "./folder-lock.js";
import {writeTextAtomically} from "./write-file.js";

const counts = type("Record<string, number.integer >= 0>");

const recordSchema = type({
  /** What was found out about each server that was asked, newest last. */
  servers: "string[]",
  /** Failed attempts by reason, over all runs. */
  failed_attempts: counts,
  /** Completions that a run gave up, by the reason of the last attempt; a later run may have them. */
  given_up: counts
});

/** What became of the requests for the completions of a folder: kept beside them, because retries and timeouts choose among completions. */
export type RequestCounts = typeof recordSchema.infer;

/** The record that this process writes: its own where it shares the folder with other shards. */
function ownRecord(folder: string): string {
  const writer = sharedWriter(folder);
  return join(folder, writer === null ? "requests.json" : `requests-${writer}.json`);
}

/** The record of a folder, over all who asked; null where no server was asked. Throws a UserError that names a file that is none. */
export function readRequests(folder: string): RequestCounts | null {
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder).filter((name) => /^requests(?:-[\w-]+)?\.json$/.test(name));
  const records = names.sort().map((name) => readRecord(join(folder, name)));
  return records.length === 0 ? null : records.reduce(sum);
}

/** What this process writes to: the whole record, or that of a shard alone. Null before the first. */
export function readOwnRequests(folder: string): RequestCounts | null {
  const file = ownRecord(folder);
  return existsSync(file) ? readRecord(file) : null;
}

function readRecord(file: string): RequestCounts {
  return readJsonFile(file, recordSchema, {
    what: "record of requests",
    remedy: "restore it from a copy, or remove it: its counts are then unknown"
  });
}

function sum(a: RequestCounts, b: RequestCounts): RequestCounts {
  return {
    servers: [...new Set([...a.servers, ...b.servers])],
    failed_attempts: added(a.failed_attempts, b.failed_attempts),
    given_up: added(a.given_up, b.given_up)
  };
}

function added(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const reasons = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(reasons.map((reason) => [reason, (a[reason] ?? 0) + (b[reason] ?? 0)]));
}

/** Writes the record of a folder. */
export function writeRequests(folder: string, record: RequestCounts): Promise<void> {
  return writeTextAtomically(ownRecord(folder), JSON.stringify(record, null, 2) + "\n");
}
