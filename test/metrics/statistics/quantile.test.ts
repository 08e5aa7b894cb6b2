import {expect, it} from "vitest";
import {quantile} from "../../../src/metrics/statistics/quantile.js";

it("quantile interpolates linearly between order statistics", () => {
  expect(quantile([1, 2, 4, 8], 0)).toBe(1);
  expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
  expect(quantile([1, 2, 4, 8], 1)).toBe(8);
  expect(quantile([5], 0.3)).toBe(5);
});

it("quantile is infinite next to an infinite value, and finite where none is touched", () => {
  expect(quantile([1, 2, Infinity, Infinity], 1 / 3)).toBe(2);
  expect(quantile([1, 2, Infinity, Infinity], 0.5)).toBe(Infinity);
  expect(quantile([Infinity, Infinity], 0.5)).toBe(Infinity);
  expect(quantile([-Infinity, 3], 0.5)).toBe(-Infinity);
});

it("quantile of nothing is NaN", () => {
  expect(quantile([], 0.5)).toBeNaN();
});
