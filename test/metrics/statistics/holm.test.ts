import {describe, expect, it} from "vitest";
import {clearSigns, holds, holm} from "../../../src/metrics/statistics/holm.js";
import {random} from "../../../src/random/random.js";

describe("holm", () => {
  it("multiplies the i-th smallest of m by m - i + 1, never below a smaller one's and never above 1", () => {
    // By hand: 0.01 * 4, 0.02 * 3, 0.03 * 2 (as much as the one before), 0.9.
    expect(holm([0.03, 0.01, 0.9, 0.02])).toEqual([
      expect.closeTo(0.06, 12),
      expect.closeTo(0.04, 12),
      expect.closeTo(0.9, 12),
      expect.closeTo(0.06, 12)
    ]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([0.04])).toEqual([0.04]);
    expect(holm([])).toEqual([]);
  });

  it("counts a test that cannot be made as none of the family", () => {
    expect(holm([NaN, 0.02, 0.03])).toEqual([NaN, expect.closeTo(0.04, 12), expect.closeTo(0.04, 12)]);
  });

  it("rejects anything in about 5 of 100 families when nothing differs", () => {
    const stream = random("holm");
    let families = 0;
    for (let i = 0; i < 2000; i++) {
      if (holds(Array.from({length: 14}, () => stream.uniform())).includes(true)) families++;
    }
    expect(families).toBeGreaterThan(60);
    expect(families).toBeLessThan(140);
  });
});

describe("clearSigns", () => {
  it("needs the interval off zero and a p-value that holds among all", () => {
    const off = {low: 0.01, high: 0.09};
    expect(clearSigns([{...off, p: 0.03}])).toEqual([1]);
    expect(clearSigns(Array.from({length: 14}, () => ({...off, p: 0.03})))).toEqual(Array(14).fill(0));
    expect(
      clearSigns([
        {low: -0.09, high: -0.01, p: 0.001},
        {low: -0.01, high: 0.09, p: 0.001}
      ])
    ).toEqual([-1, 0]);
  });
});
