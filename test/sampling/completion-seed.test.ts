import {describe, expect, it} from "vitest";
import {completionSeed} from "../../loaders/sampling/completion-seed.js";

const key = {benchmark: "countdown", problemId: "p1", policy: "base", sampleIndex: 0};

describe("completionSeed", () => {
  it("never changes: stored completions depend on it", () => {
    expect(completionSeed(1, key)).toBe(928270543785301);
  });

  it("differs when any part of the key or the study's seed differs", () => {
    const others = [
      completionSeed(2, key),
      completionSeed(1, {...key, benchmark: "other"}),
      completionSeed(1, {...key, problemId: "p2"}),
      completionSeed(1, {...key, policy: "rl"}),
      completionSeed(1, {...key, sampleIndex: 1})
    ];
    expect(new Set([completionSeed(1, key), ...others]).size).toBe(6);
  });

  it("is a safe integer without collisions among 100,000 completions", () => {
    const seeds = Array.from({length: 100_000}, (_, sampleIndex) => completionSeed(1, {...key, sampleIndex}));
    expect(seeds.every(Number.isSafeInteger)).toBe(true);
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});
