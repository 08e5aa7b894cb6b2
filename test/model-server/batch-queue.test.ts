import {describe, expect, it} from "vitest";
import {BatchQueue, type Lane} from "../../loaders/model-server/batch-queue.js";

/** A lane that doubles numbers when it is told to, fails for -1, and keeps its batches. */
function manualLane(key: string): Lane<number, number> & {batches: number[][]; finish: () => void} {
  const ends: (() => void)[] = [];
  const lane = {
    key,
    batches: [] as number[][],
    run: async (batch: readonly number[]) => {
      lane.batches.push([...batch]);
      await new Promise<void>((done) => ends.push(done));
      if (batch.includes(-1)) throw new Error("negative");
      return batch.map((number) => 2 * number);
    },
    finish: () => {
      ends.shift()!();
    }
  };
  return lane;
}

const {signal} = new AbortController();
const turn = (): Promise<void> => new Promise((done) => setImmediate(() => setImmediate(done)));

describe("BatchQueue", () => {
  it("puts 64 that come at once, and all that come while a batch runs, into common batches", async () => {
    const lane = manualLane("a");
    const queue = new BatchQueue({batchSize: 512, concurrency: 1});
    const first = Array.from({length: 64}, (_, i) => queue.submit(lane, [i, i + 0.5], signal));
    await turn();
    expect(lane.batches.map(({length}) => length)).toEqual([128]);
    const later: Promise<number[]>[] = [];
    for (let i = 0; i < 3; i++) {
      later.push(queue.submit(lane, [100 + i], signal));
      await turn();
    }
    expect(lane.batches).toHaveLength(1);
    lane.finish();
    expect(await Promise.all(first)).toEqual(Array.from({length: 64}, (_, i) => [2 * i, 2 * i + 1]));
    await turn();
    expect(lane.batches[1]).toEqual([100, 101, 102]);
    lane.finish();
    expect(await Promise.all(later)).toEqual([[200], [202], [204]]);
  });

  it("gives each caller its own results where one has more than a batch and others share the rest", async () => {
    const lane = manualLane("a");
    const queue = new BatchQueue({batchSize: 4, concurrency: 2});
    const sizes = [3, 7, 1, 0, 2];
    const results = sizes.map((size, caller) =>
      queue.submit(
        lane,
        Array.from({length: size}, (_, i) => 10 * caller + i),
        signal
      )
    );
    for (let batch = 0; batch < 4; batch++) {
      await turn();
      lane.finish();
    }
    expect(await Promise.all(results)).toEqual(
      sizes.map((size, caller) => Array.from({length: size}, (_, i) => 2 * (10 * caller + i)))
    );
    expect(lane.batches.map(({length}) => length)).toEqual([4, 4, 4, 1]);
  });

  it("lets lanes take turns", async () => {
    const lanes = [manualLane("a"), manualLane("b")] as const;
    const queue = new BatchQueue({batchSize: 2, concurrency: 1});
    const order: string[] = [];
    const all = lanes.flatMap((lane) =>
      [1, 2, 3].map((i) => queue.submit(lane, [i, i], signal).then(() => order.push(lane.key)))
    );
    for (let batch = 0; batch < 6; batch++) {
      await turn();
      lanes[batch % 2]!.finish();
      await turn();
    }
    await Promise.all(all);
    expect(order).toEqual(["a", "b", "a", "b", "a", "b"]);
  });

  it("drops what was not started of a caller that went away, and nothing of others", async () => {
    const lane = manualLane("a");
    const queue = new BatchQueue({batchSize: 4, concurrency: 1});
    const controller = new AbortController();
    const reason = new Error("gone");
    const results = Promise.allSettled([
      queue.submit(lane, [1, 2, 3, 4, 5, 6], controller.signal),
      queue.submit(lane, [7, 8], controller.signal),
      queue.submit(lane, [9], signal)
    ]);
    await turn();
    controller.abort(reason);
    lane.finish();
    await turn();
    lane.finish();
    expect(await results).toEqual([
      {status: "rejected", reason},
      {status: "rejected", reason},
      {status: "fulfilled", value: [18]}
    ]);
    expect(lane.batches).toEqual([[1, 2, 3, 4], [9]]);
  });

  it("tells all callers of a batch that failed, and goes on", async () => {
    const lane = manualLane("a");
    const queue = new BatchQueue({batchSize: 4, concurrency: 1});
    const results = Promise.allSettled([
      queue.submit(lane, [1, 2], signal),
      queue.submit(lane, [-1, 3, 4, 5, 6], signal),
      queue.submit(lane, [7], signal)
    ]);
    await turn();
    lane.finish();
    await turn();
    lane.finish();
    const reason = new Error("negative");
    expect(await results).toEqual([
      {status: "rejected", reason},
      {status: "rejected", reason},
      {status: "fulfilled", value: [14]}
    ]);
    expect(lane.batches).toEqual([[1, 2, -1, 3], [7]]);
  });

  it("when closed refuses what waits and ends with what runs", async () => {
    const lane = manualLane("a");
    const queue = new BatchQueue({batchSize: 2, concurrency: 1});
    const reason = new Error("closed");
    const results = Promise.allSettled([queue.submit(lane, [1, 2], signal), queue.submit(lane, [3], signal)]);
    await turn();
    let isClosed = false;
    const closed = queue.close(reason).then(() => (isClosed = true));
    await turn();
    expect(isClosed).toBe(false);
    lane.finish();
    await closed;
    expect(await results).toEqual([
      {status: "fulfilled", value: [2, 4]},
      {status: "rejected", reason}
    ]);
  });
});
