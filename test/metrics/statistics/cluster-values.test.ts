import {describe, expect, it} from "vitest";
import {clusterValues} from "../../../src/metrics/statistics/cluster-values.js";
import {cubeRoot} from "../../../src/metrics/statistics/cube-root.js";
import {mean} from "../../../src/metrics/statistics/mean.js";

describe("clusterValues", () => {
  it("are the means of clusters of one size, and the values without clusters", () => {
    const values = Float64Array.of(0, 1, 1, 1);
    expect([...clusterValues(values, [0, 1, 0, 1])]).toEqual([0.5, 1]);
    expect(clusterValues(values, undefined)).toBe(values);
  });

  it("have the mean of the values, and of unequal clusters the linearised standard error", () => {
    const values = Float64Array.of(0, 0.5, 1, 1, 0.25, 0.75);
    const found = clusterValues(values, [0, 0, 0, 1, 1, 2]);
    expect(mean(found)).toBeCloseTo(mean(values), 12);
    // Totals 1.5, 1.25, 0.75 of 3, 2, 1 values around 7/12 each, over 2 values a cluster.
    const residuals = [1.5 - 21 / 12, 1.25 - 14 / 12, 0.75 - 7 / 12].map((one) => one / 2);
    [...found].forEach((value, i) => {
      expect(value).toBeCloseTo(7 / 12 + residuals[i]!, 12);
    });
  });
});

describe("cubeRoot", () => {
  it("is within a rounding of Math.cbrt, on both sides of 0", () => {
    for (const value of [0, 1e-9, 0.3, 1, 2, 27, 1e6, -0.001, -8])
      expect(Math.abs(cubeRoot(value) - Math.cbrt(value))).toBeLessThanOrEqual(
        1e-15 * Math.abs(Math.cbrt(value)) * 2
      );
  });
});
