import {expect, it} from "vitest";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";

it("kGrid(n) holds the powers of two up to n, and n", () => {
  expect(kGrid(1)).toEqual([1]);
  expect(kGrid(8)).toEqual([1, 2, 4, 8]);
  expect(kGrid(10)).toEqual([1, 2, 4, 8, 10]);
  expect(kGrid(131072)).toHaveLength(18);
});

it("kGrid(n) is empty when there is no completion", () => {
  expect(kGrid(0)).toEqual([]);
  expect(kGrid(NaN)).toEqual([]);
});
