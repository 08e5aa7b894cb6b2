import type {ServedModel} from "../engines/engine.js";
import {readOwnRequests, writeRequests, type RequestCounts} from "../store/request-record.js";

/** Adds what one run does to the record of a folder. */
export class RequestRecord {
  private readonly folder: string;
  private readonly served: ServedModel;
  private readonly before: RequestCounts;
  private readonly start: ServedModel["attempts"];

  constructor(folder: string, served: ServedModel, found: readonly string[]) {
    this.folder = folder;
    this.served = served;
    const before = readOwnRequests(folder) ?? {servers: [], failed_attempts: {}, given_up: {}};
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
    await writeRequests(this.folder, record);
  }
}

type Counts = Readonly<Record<string, number>>;

function added(before: Counts, now: Counts, start: Counts): Record<string, number> {
  const reasons = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return Object.fromEntries(
    reasons.map((reason) => [reason, (before[reason] ?? 0) + (now[reason] ?? 0) - (start[reason] ?? 0)])
  );
}
