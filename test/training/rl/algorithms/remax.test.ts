import {describe, expect, it} from "vitest";
import {remax, remaxAdvantages} from "../../../../loaders/training/algorithms/remax.js";
import {groupOf} from "./groups.js";

describe("remaxAdvantages", () => {
  it("is the reward less that of the greedy completion", () => {
    expect(remaxAdvantages([1, 0], 1)).toEqual([0, -1]);
    expect(remaxAdvantages([1, 0], 0)).toEqual([1, 0]);
  });

  it("takes each group's own greedy completion, and asks for it", () => {
    const algorithm = remax({name: "remax", clip: 0.2});
    const groups = [
      {...groupOf([1, 0]), greedyReward: 1},
      {...groupOf([1, 0]), greedyReward: 0}
    ];
    expect(algorithm.advantages(groups, null)).toEqual([
      [0, 0],
      [-1, -1],
      [1, 1],
      [0, 0]
    ]);
    expect(algorithm.greedyBaseline).toBe(true);
  });
});
