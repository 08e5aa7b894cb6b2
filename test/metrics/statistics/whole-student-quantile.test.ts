import {describe, expect, it} from "vitest";
import {
  studentInterval,
  wholeStudentQuantile
} from "../../../src/metrics/statistics/whole-student-quantile.js";

it("has the quantiles of printed tables, from one degree of freedom on", () => {
  const table: [number, number, number][] = [
    [0.95, 1, 12.7062047],
    [0.95, 2, 4.3026527],
    [0.95, 3, 3.1824463],
    [0.95, 4, 2.7764451],
    [0.9, 5, 2.0150484],
    [0.99, 10, 3.1692727],
    [0.95, 29, 2.0452296],
    [0.95, 120, 1.9799304]
  ];
  for (const [level, degrees, value] of table)
    expect(wholeStudentQuantile(level, degrees)).toBeCloseTo(value, 6);
});

it("solves two degrees in closed form, and has no end without any", () => {
  expect(wholeStudentQuantile(0.8, 2)).toBeCloseTo(0.8 * Math.sqrt(2 / (1 - 0.8 ** 2)), 12);
  expect(wholeStudentQuantile(0.95, 0)).toBe(Infinity);
});

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
