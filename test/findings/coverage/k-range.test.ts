import {describe, expect, it} from "vitest";
import {isWhole, rangesText, signRanges} from "../../../src/findings/coverage/k-range.js";

const point = (k: number, low: number, high: number) => ({k, difference: (low + high) / 2, low, high});

describe("signRanges", () => {
  it("joins neighbouring budgets whose interval is on one side of zero", () => {
    const points = [point(1, 0.1, 0.3), point(2, 0.05, 0.2), point(4, -0.1, 0.1), point(8, -0.3, -0.1)];
    expect(signRanges(points)).toEqual({above: [{from: 1, to: 2}], below: [{from: 8, to: 8}]});
  });

  it("begins a new range after a gap", () => {
    const points = [point(1, 0.1, 0.3), point(2, -0.1, 0.2), point(4, 0.1, 0.2)];
    expect(signRanges(points).above).toEqual([
      {from: 1, to: 1},
      {from: 4, to: 4}
    ]);
    expect(rangesText(signRanges(points).above)).toBe("1 and 4");
  });

  it("counts an interval that touches zero on neither side", () => {
    expect(signRanges([point(1, 0, 0.2), point(2, -0.2, 0)])).toEqual({above: [], below: []});
  });
});

describe("isWhole", () => {
  it("holds for one range from the first budget to the last", () => {
    const points = [point(1, 0.1, 0.3), point(2, 0.1, 0.2)];
    expect(isWhole(signRanges(points).above, points)).toBe(true);
    expect(isWhole([{from: 1, to: 1}], points)).toBe(false);
    expect(isWhole([], [])).toBe(false);
  });
});
