import {describe, expect, it} from "vitest";
import {studentInterval} from "../../../src/metrics/statistics/student-interval.js";

describe("studentInterval", () => {
  it("gives Student's own example: ten hours of sleep gained, by a drug less the other", () => {
    // Student 1908, Biometrika 6: mean 1.58, standard deviation (n - 1) 1.2300; R's t.test gives 0.7001 to 2.4599.
    const {low, high} = studentInterval({mean: 1.58, deviation: 1.229995, count: 10})!;
    expect(low).toBeCloseTo(0.7001, 4);
    expect(high).toBeCloseTo(2.4599, 4);
  });

  it("is wide for two values, and null for one", () => {
    // The quantile of one degree of freedom is 12.706.
    expect(studentInterval({mean: 0, deviation: Math.SQRT2, count: 2})!.high).toBeCloseTo(12.7062, 4);
    expect(studentInterval({mean: 0, deviation: 0, count: 1})).toBeNull();
  });
});
