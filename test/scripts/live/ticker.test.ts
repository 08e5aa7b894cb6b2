import {expect, it} from "vitest";
import {Ticker} from "../../../scripts/shared/live/ticker.js";

const {signal} = new AbortController();

it("starting waits for the first piece of work, and for no other", async () => {
  let pieces = 0;
  const ticker = new Ticker(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    pieces += 1;
  });
  await ticker.start({interval: 60_000, share: 1, signal});
  expect(pieces).toBe(1);
  await ticker.stop();
  expect(pieces).toBe(1);
});

it("a first piece that fails is over too, and both asking and stopping throw what it failed with", async () => {
  const ticker = new Ticker(() => Promise.reject(new Error("no tables")));
  ticker.check();
  expect(ticker.failed.aborted).toBe(false);
  await ticker.start({interval: 0, share: 1, signal});
  expect(ticker.failed.aborted).toBe(true);
  expect(() => {
    ticker.check();
  }).toThrow("no tables");
  await expect(ticker.stop()).rejects.toThrow("no tables");
});
