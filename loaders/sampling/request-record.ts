import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import type {ServedModel} from "../engines/engine.js";
import {readJsonFile} from "../schema/json-file.js";
import {writeTextAtomically} from "../store/write-file.js";

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

/** Adds what one run does to the record of a folder. */
export class RequestRecord {
  private readonly folder: string;
  private readonly served: ServedModel;
  private readonly before: RequestCounts;
  private readonly start: ServedModel["attempts"];

  constructor(folder: string, served: ServedModel, found: readonly string[]) {
    this.folder = folder;
    this.served = served;
    const before = readRequests(folder) ?? {servers: [], failed_attempts: {}, given_up: {}};
    this.before = {...before, servers: [...new Set([...before.servers, ...found])]};
    this.start = served.attempts;
  }

  async write(): Promise<void> {
    const {failed, givenUp} = this.served.attempts;
    const record: RequestCounts = {
      servers: this.before.servers,
      failed_attempts: added(this.before.failed_attempts, failed, this.start.failed),
      given_up: added(this.before.given_up, givenUp, this.start.givenUp)
    };
    await writeTextAtomically(join(this.folder, recordName), JSON.stringify(record, null, 2) + "\n");
  }
}

type Counts = Readonly<Record<string, number>>;

function added(before: Counts, now: Counts, start: Counts): Record<string, number> {
  const reasons = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return Object.fromEntries(
    reasons.map((reason) => [reason, (before[reason] ?? 0) + (now[reason] ?? 0) - (start[reason] ?? 0)])
  );
}
