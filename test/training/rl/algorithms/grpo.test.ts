import {describe, expect, it} from "vitest";
import {grpoAdvantages} from "../../../../loaders/training/algorithms/grpo.js";

describe("grpoAdvantages", () => {
  it("is the reward less the mean, over the population deviation", () => {
    // Mean 1/4, deviation sqrt(3)/4.
    const advantages = grpoAdvantages([1, 0, 0, 0]);
    expect(advantages[0]).toBeCloseTo(Math.sqrt(3), 12);
    for (const value of advantages.slice(1)) expect(value).toBeCloseTo(-1 / Math.sqrt(3), 12);
  });

  it("is 0 where all rewards are equal", () => {
    expect(grpoAdvantages([1, 1, 1])).toEqual([0, 0, 0]);
    expect(grpoAdvantages([0, 0])).toEqual([0, 0]);
  });

  it("does not change when rewards are shifted or scaled", () => {
    const plain = grpoAdvantages([0, 1, 1, 0, 1]);
    const moved = grpoAdvantages([-2, 4, 4, -2, 4]);
    for (const [index, value] of plain.entries()) expect(moved[index]).toBeCloseTo(value, 12);
  });
});
