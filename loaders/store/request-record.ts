import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
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

/** The record's name in a folder of completions. */
const recordName = "requests.json";

/** The record of a folder; null where no server was asked. Throws a UserError that names a file that is none. */
export function readRequests(folder: string): RequestCounts | null {
  const file = join(folder, recordName);
  if (!existsSync(file)) return null;
  return readJsonFile(file, recordSchema, {
    what: "record of requests",
    remedy: "restore it from a copy, or remove it: its counts are then unknown"
  });
}

/** Writes the record of a folder. */
export function writeRequests(folder: string, record: RequestCounts): Promise<void> {
  return writeTextAtomically(join(folder, recordName), JSON.stringify(record, null, 2) + "\n");
}
