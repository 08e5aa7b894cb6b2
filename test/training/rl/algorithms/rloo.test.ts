import {describe, expect, it} from "vitest";
import {rloo, rlooAdvantages} from "../../../../loaders/training/algorithms/rloo.js";
import {groupOf} from "./groups.js";

describe("rlooAdvantages", () => {
  it("is the reward less the mean of the other rewards", () => {
    expect(rlooAdvantages([1, 0, 0, 0])).toEqual([1, -1 / 3, -1 / 3, -1 / 3]);
    expect(rlooAdvantages([1, 1, 0])).toEqual([0.5, 0.5, -1]);
  });

  it("is 0 where all rewards are equal, and sums to 0", () => {
    expect(rlooAdvantages([1, 1])).toEqual([0, 0]);
    expect(rlooAdvantages([0, 0.5, 2, 1]).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  });

  it("is that of the completion at each of its tokens", () => {
    const {advantages, lossMean} = rloo({name: "rloo", clip: 0.2});
    expect(advantages([groupOf([1, 0]), groupOf([0, 0])], null)).toEqual([
      [1, 1],
      [-1, -1],
      [0, 0],
      [0, 0]
    ]);
    expect(lossMean).toBe("token");
  });
});
