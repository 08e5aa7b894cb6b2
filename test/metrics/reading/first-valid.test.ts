import {describe, expect, test} from "vitest";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {
  fewerCorrect,
  firstValidVariance,
  lossFromFirstValid
} from "../../../src/metrics/reading/first-valid.js";

/** Every order of `valid` valid and `c - valid` invalid chains, as the place of the first valid one. */
function firstPlaces(c: number, valid: number): number[] {
  const places: number[] = [];
  for (let set = 0; set < 2 ** c; set++) {
    const bits = [...Array(c).keys()].filter((i) => (set >> i) & 1);
    if (bits.length === valid) places.push(bits.length === 0 ? Infinity : bits[0]! + 1);
  }
  return places;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Every problem of up to 7 completions, with every number of valid chains and every k. */
const cases = [...Array(7).keys()].flatMap((last) => {
  const n = last + 1;
  return [...Array(n + 1).keys()].flatMap((c) =>
    [...Array(c + 1).keys()].flatMap((valid) =>
      [...Array(n).keys()].map((i) => ({n, c, valid, k: i + 1, places: firstPlaces(c, valid)}))
    )
  );
});

describe("the first valid chain", () => {
  test("its loss is pass@k - CoT-pass@k on average over all orders of reading", () => {
    expect(cases.length).toBeGreaterThan(500);
    for (const {n, c, valid, k, places} of cases) {
      const losses = places.map((at) => lossFromFirstValid({n, c, at}, k));
      expect(mean(losses)).toBeCloseTo(passAtK(n, c, k) - passAtK(n, valid, k), 12);
    }
  });

  test("its variance is estimated without bias, and never below 0", () => {
    for (const {n, c, valid, k, places} of cases) {
      const truth = passAtK(n, c, k) - passAtK(n, valid, k);
      const variance = mean(places.map((at) => (lossFromFirstValid({n, c, at}, k) - truth) ** 2));
      const estimates = places.map((at) => firstValidVariance({n, c, at}, k));
      expect(Math.min(...estimates)).toBeGreaterThanOrEqual(0);
      expect(mean(estimates)).toBeCloseTo(variance, 12);
    }
  });

  test("chances of few correct ones hold where all draws wrong is impossible or too unlikely for a double", () => {
    const fewer = fewerCorrect({n: 4, c: 3}, 3, 4);
    for (const [i, chance] of [0, 0, 0, 0.75, 1].entries()) expect(fewer[i]).toBeCloseTo(chance, 12);
    const large = fewerCorrect({n: 4096, c: 2048}, 2048, 1100);
    expect(large[1024]! + large[1025]!).toBeCloseTo(1, 9);
    expect(large[1100]).toBeCloseTo(1, 4);
  });
});
