import {describe, expect, it} from "vitest";
import {StartOnce} from "../../../src/figures/shared/live/start-once.js";

describe("StartOnce", () => {
  it("starts with the first call, and once", async () => {
    let starts = 0;
    const engine = new StartOnce(() => Promise.resolve(++starts));
    expect([engine.isStarted, starts]).toEqual([false, 0]);
    expect(await Promise.all([engine.get(), engine.get()])).toEqual([1, 1]);
    expect(await engine.get()).toBe(1);
    expect(engine.isStarted).toBe(true);
  });

  it("tells everyone who waits that a start failed, and tries anew at the next call", async () => {
    let starts = 0;
    const engine = new StartOnce(async () => {
      await Promise.resolve();
      if (++starts === 1) throw new Error("no network");
      return starts;
    });
    const both = await Promise.allSettled([engine.get(), engine.get()]);
    expect(both.map(({status}) => status)).toEqual(["rejected", "rejected"]);
    expect([engine.isStarted, starts]).toEqual([false, 1]);
    expect(await engine.get()).toBe(2);
  });
});
