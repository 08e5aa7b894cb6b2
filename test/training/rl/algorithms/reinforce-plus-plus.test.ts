import {describe, expect, it} from "vitest";
import {reinforcePlusPlus} from "../../../../loaders/training/algorithms/reinforce-plus-plus.js";
import {groupOf} from "./groups.js";

describe("reinforcePlusPlus", () => {
  const {advantages, clip} = reinforcePlusPlus({name: "reinforce++", clip: 0.2});

  it("standardizes rewards over the whole batch, whatever the groups", () => {
    // Mean 1/4, deviation sqrt(3)/4: the group without a right completion learns too.
    const result = advantages([groupOf([1, 0]), groupOf([0, 0])], null);
    expect(result[0]![0]).toBeCloseTo(Math.sqrt(3), 12);
    expect(result[0]![1]).toBeCloseTo(Math.sqrt(3), 12);
    for (const tokens of result.slice(1))
      for (const value of tokens) expect(value).toBeCloseTo(-1 / Math.sqrt(3), 12);
  });

  it("is 0 where the whole batch has one reward", () => {
    expect(advantages([groupOf([1]), groupOf([1])], null)).toEqual([
      [0, 0],
      [0, 0]
    ]);
  });

  it("clips on both sides alike", () => {
    expect(clip).toEqual({low: 0.2, high: 0.2});
  });
});
