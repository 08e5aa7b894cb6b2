import {describe, expect, it} from "vitest";
import {coverage} from "../../../src/metrics/pass-at-k/coverage.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";

describe("coverage", () => {
  it("is the mean of pass@k over problems, each with its own n", () => {
    // 1 of 4, 0 of 8 and 2 of 2: pass@1 = 1/4, 0, 1; pass@2 = 1/2, 0, 1.
    const values = coverage(
      [
        {n: 4, c: 1},
        {n: 8, c: 0},
        {n: 2, c: 2}
      ],
      [1, 2]
    );
    expect(values[0]).toBeCloseTo(1.25 / 3, 15);
    expect(values[1]).toBeCloseTo(1.5 / 3, 15);
  });

  it("is NaN at every k beyond the smallest n, also for a solved problem", () => {
    const values = coverage(
      [
        {n: 8, c: 8},
        {n: 2, c: 2}
      ],
      [1, 2, 4, 8]
    );
    expect([...values]).toEqual([1, 1, NaN, NaN]);
  });

  it("is NaN without problems", () => {
    expect([...coverage([], [1, 2])]).toEqual([NaN, NaN]);
  });
});

describe("passAtKTable", () => {
  it("lays values out as policy, k, problem", () => {
    const table = passAtKTable(
      [
        [
          {n: 4, c: 1},
          {n: 4, c: 4}
        ],
        [
          {n: 4, c: 2},
          {n: 2, c: 0}
        ]
      ],
      [1, 4]
    );
    expect([...table.values]).toEqual([0.25, 1, 1, 1, 0.5, 0, 1, NaN]);
  });

  it("refuses policies with different numbers of problems", () => {
    expect(() => passAtKTable([[{n: 1, c: 1}], []], [1])).toThrow("policy 1 has 0 problems, policy 0 has 1");
  });
});
