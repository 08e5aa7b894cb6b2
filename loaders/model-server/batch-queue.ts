/** Requests that can be answered together. Two lanes with the same key are one. */
export interface Lane<Request, Result> {
  key: string;
  /** Answers requests, in order. */
  run: (requests: readonly Request[]) => Promise<readonly Result[]>;
}

/** Requests of one caller. */
interface Group {
  lane: Lane<unknown, unknown>;
  requests: readonly unknown[];
  results: unknown[];
  /** Requests that have not been started. */
  next: number;
  /** Requests without a result. */
  left: number;
  signal: AbortSignal;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** A part of a group in a batch. */
interface Part {
  group: Group;
  start: number;
  end: number;
}

export interface BatchQueueOptions {
  /** Most requests of a batch. */
  batchSize: number;
  /** Batches under way at once. */
  concurrency: number;
}

/**
 * Collects requests into batches: while one runs, those that come wait and go together into the next. Lanes take turns.
 */
export class BatchQueue {
  private readonly waiting = new Map<string, Group[]>();
  private readonly options: BatchQueueOptions;
  private readonly running = new Set<Promise<void>>();
  private isPlanned = false;

  constructor(options: BatchQueueOptions) {
    this.options = options;
  }

  /**
   * The results of requests, in order. Rejects with the signal's reason where it aborts before the last of them was started,
   * and with the error of a batch that fails.
   */
  submit<Request, Result>(
    lane: Lane<Request, Result>,
    requests: readonly Request[],
    signal: AbortSignal
  ): Promise<Result[]> {
    return new Promise((resolve, reject) => {
      const results: Result[] = [];
      const group: Group = {
        lane: lane as Lane<unknown, unknown>,
        requests,
        results,
        next: 0,
        left: requests.length,
        signal,
        resolve: () => {
          resolve(results);
        },
        reject
      };
      if (requests.length === 0) {
        group.resolve();
        return;
      }
      const groups = this.waiting.get(lane.key);
      if (groups === undefined) this.waiting.set(lane.key, [group]);
      else groups.push(group);
      this.plan();
    });
  }

  /** Rejects what has not been started with a reason, and ends with the last batch that runs. */
  async close(reason: Error): Promise<void> {
    for (const group of [...this.waiting.values()].flat()) group.reject(reason);
    this.waiting.clear();
    await Promise.all(this.running);
  }

  /** Starts what can be once those that arrive at the same time have arrived. */
  private plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    setImmediate(() => {
      this.isPlanned = false;
      while (this.running.size < this.options.concurrency && this.waiting.size > 0) this.startNext();
    });
  }

  private startNext(): void {
    const [[key, groups]] = this.waiting as unknown as [[string, Group[]]];
    this.waiting.delete(key);
    const {parts, rest} = takeBatch(groups, this.options.batchSize);
    // Behind the other lanes.
    if (rest.length > 0) this.waiting.set(key, rest);
    if (parts.length === 0) return;
    const run = this.run(parts).finally(() => {
      this.running.delete(run);
      this.plan();
    });
    this.running.add(run);
  }

  private async run(parts: readonly Part[]): Promise<void> {
    try {
      const requests = parts.flatMap(({group, start, end}) => group.requests.slice(start, end));
      const results = await parts[0]!.group.lane.run(requests);
      let at = 0;
      for (const {group, start, end} of parts) {
        for (let index = start; index < end; index++) group.results[index] = results[at++];
        group.left -= end - start;
        if (group.left === 0) group.resolve();
      }
    } catch (error) {
      for (const {group} of parts) {
        group.next = group.requests.length;
        group.reject(error);
      }
    }
  }
}

/** The first requests of groups; those of callers that have gone are dropped. */
function takeBatch(groups: readonly Group[], size: number): {parts: Part[]; rest: Group[]} {
  const parts: Part[] = [];
  let room = size;
  let at = 0;
  for (; at < groups.length && room > 0; at++) {
    const group = groups[at]!;
    if (group.signal.aborted) {
      group.reject(group.signal.reason);
      continue;
    }
    const start = group.next;
    const end = Math.min(group.requests.length, start + room);
    if (start === end) continue;
    parts.push({group, start, end});
    group.next = end;
    room -= end - start;
    if (end < group.requests.length) break;
  }
  return {parts, rest: groups.slice(at)};
}
