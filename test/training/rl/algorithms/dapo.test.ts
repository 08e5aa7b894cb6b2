import {describe, expect, it} from "vitest";
import {dapo, dapoAdvantages, hasBothOutcomes} from "../../../../loaders/training/algorithms/dapo.js";
import {groupOf} from "./groups.js";

describe("dapo", () => {
  const algorithm = dapo({name: "dapo", clip_low: 0.2, clip_high: 0.28, max_rounds: 3});

  it("has more room above ratio 1 than below, and a token-level loss", () => {
    expect(algorithm.clip).toEqual({low: 0.2, high: 0.28});
    expect(algorithm.lossMean).toBe("token");
  });

  it("keeps groups with right and wrong completions alone", () => {
    expect(hasBothOutcomes(groupOf([1, 0, 0]))).toBe(true);
    expect(hasBothOutcomes(groupOf([0, 0]))).toBe(false);
    expect(hasBothOutcomes(groupOf([1, 1]))).toBe(false);
    expect(algorithm.sampling!.keeps(groupOf([1, 1]))).toBe(false);
    expect(algorithm.sampling!.maxRounds).toBe(3);
  });

  it("compares a completion with its group", () => {
    expect(algorithm.advantages([groupOf([1, 0])], null)).toEqual([
      [1, 1],
      [-1, -1]
    ]);
  });

  it("gives a completion that was cut no advantage, but counts its reward", () => {
    const advantages = dapoAdvantages([1, 0, 0, 0], [true, true, true, false]);
    expect(advantages[0]).toBeCloseTo(Math.sqrt(3), 12);
    expect(advantages[1]).toBeCloseTo(-1 / Math.sqrt(3), 12);
    expect(advantages[3]).toBe(0);
    expect(algorithm.advantages([groupOf([1, 0], {ended: false})], null).flat()).toEqual([0, 0, 0, 0]);
  });
});
