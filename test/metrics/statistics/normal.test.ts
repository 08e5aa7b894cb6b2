import {expect, it} from "vitest";
import {normalCdf} from "../../../src/metrics/statistics/normal-cdf.js";
import {normalQuantile} from "../../../src/metrics/statistics/normal-quantile.js";

it("normalCdf agrees with printed tables", () => {
  expect(normalCdf(0)).toBe(0.5);
  expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 15);
  expect(normalCdf(-1.959963984540054)).toBeCloseTo(0.025, 15);
  expect(normalCdf(-7) / 1.279812543885835e-12).toBeCloseTo(1, 9);
  expect(normalCdf(-20) / 2.7536241186062337e-89).toBeCloseTo(1, 9);
  expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(40)]).toEqual([0, 1, 1]);
});

it("normalQuantile inverts it", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  for (const p of [1e-12, 0.001, 0.2, 0.5, 0.77, 0.999])
    expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 10);
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(1.1)]).toEqual([-Infinity, Infinity, NaN]);
});
