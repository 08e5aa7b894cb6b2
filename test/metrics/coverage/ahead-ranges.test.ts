import {describe, expect, it} from "vitest";
import {aheadRanges} from "../../../src/metrics/coverage/ahead-ranges.js";

const ranges = (...differences: number[]) =>
  aheadRanges(differences.map((difference, i) => ({k: 2 ** i, difference}))).map(({side, from, to}) => [
    side,
    Number(from.toFixed(3)),
    Number(to.toFixed(3))
  ]);

describe("aheadRanges", () => {
  it("parts the budgets where the difference changes its sign, linear in log k", () => {
    expect(ranges(0.1, -0.1, -0.2)).toEqual([
      ["rl", 1, 1.414],
      ["base", 1.414, 4]
    ]);
    expect(ranges(-0.1, 0.3)).toEqual([
      ["base", 1, 1.189],
      ["rl", 1.189, 2]
    ]);
  });

  it("joins neighbours of one side, and has none where nobody is ahead", () => {
    expect(ranges(0.1, 0.2, 0)).toEqual([["rl", 1, 4]]);
    expect(ranges(0, 0, -0.1)).toEqual([["base", 2, 4]]);
    expect(ranges(0, 0)).toEqual([]);
    expect(ranges(0.1)).toEqual([]);
  });
});
