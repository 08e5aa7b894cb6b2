import {describe, expect, it} from "vitest";
import {AdaptiveLimit} from "../../../loaders/engines/openai/client/adaptive-limit.js";

/**
 * A server in simulated time that answers `most` requests a second at best, each after at least a second: with fewer than `most` under
 * way throughput rises with them.
 */
async function simulate(
  limit: AdaptiveLimit,
  clock: {now: number},
  most: number,
  seconds: number
): Promise<number> {
  let waiting = 0;
  const admitted: number[] = [];
  const ask = async (): Promise<void> => {
    waiting += 1;
    await limit.acquire();
    waiting -= 1;
    admitted.push(clock.now);
  };
  for (let i = 0; i < 8 * most; i++) void ask();
  for (let step = 0; step < seconds * 10; step++) {
    await Promise.resolve();
    clock.now += 100;
    const ready = admitted.filter((since) => clock.now - since >= 1000).length;
    for (let done = 0; done < Math.min(ready, most / 10); done++) {
      admitted.shift();
      limit.release(1);
      void ask();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(waiting).toBeGreaterThan(0);
  return limit.limit;
}

describe("AdaptiveLimit", () => {
  it("rises while throughput does, to about what the server can do", async () => {
    const clock = {now: 0};
    const limit = new AdaptiveLimit({most: 100_000, now: () => clock.now});
    const reached = await simulate(limit, clock, 400, 60);
    expect(reached).toBeGreaterThanOrEqual(400);
    expect(reached).toBeLessThan(4000);
  });

  it("doubles from the start: a server of thousands is filled within seconds", async () => {
    const clock = {now: 0};
    const limit = new AdaptiveLimit({most: 100_000, now: () => clock.now});
    const reached = await simulate(limit, clock, 4000, 12);
    expect(reached).toBeGreaterThanOrEqual(4000);
    expect(reached).toBeLessThan(20_000);
  });

  it("halves after an overload, once a second however many requests were refused", () => {
    const clock = {now: 0};
    const limit = new AdaptiveLimit({most: 64, now: () => clock.now});
    expect(limit.limit).toBe(16);
    for (let i = 0; i < 10; i++) limit.overloaded();
    expect(limit.limit).toBe(8);
    clock.now = 1000;
    limit.overloaded();
    expect(limit.limit).toBe(4);
  });

  it("never falls below one and never exceeds its bound", () => {
    const clock = {now: 0};
    const limit = new AdaptiveLimit({most: 4, now: () => clock.now});
    expect(limit.limit).toBe(4);
    for (let i = 0; i < 10; i++) {
      clock.now += 1000;
      limit.overloaded();
    }
    expect(limit.limit).toBe(1);
  });

  it("admits in order", async () => {
    const limit = new AdaptiveLimit({most: 1});
    const order: number[] = [];
    await limit.acquire();
    const waiting = Array.from({length: 5000}, async (_, i) => {
      await limit.acquire();
      order.push(i);
      limit.release(1);
    });
    limit.release(1);
    await Promise.all(waiting);
    expect(order).toEqual([...order.keys()]);
    expect(order).toHaveLength(5000);
  });
});
