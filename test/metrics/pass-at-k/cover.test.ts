import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {coverAtTau} from "../../../src/metrics/pass-at-k/cover-at-tau.js";
import {coverCurve} from "../../../src/metrics/pass-at-k/cover-curve.js";
import {coverage} from "../../../src/metrics/pass-at-k/coverage.js";
import {passAtKFromCover} from "../../../src/metrics/pass-at-k/pass-at-k-from-cover.js";
import {mean} from "../../../src/metrics/statistics/mean.js";
import {choose, ratio} from "./exact.js";

const problems = fc.array(
  fc.integer({min: 1, max: 40}).chain((n) => fc.record({n: fc.constant(n), c: fc.integer({min: 0, max: n})})),
  {minLength: 1, maxLength: 12}
);

describe("coverAtTau", () => {
  it("is the share of problems with c/n >= tau", () => {
    const counts = [
      {n: 4, c: 0},
      {n: 4, c: 1},
      {n: 8, c: 4},
      {n: 2, c: 2}
    ];
    expect([0, 0.25, 0.26, 0.5, 1].map((tau) => coverAtTau(counts, tau))).toEqual([1, 0.75, 0.5, 0.5, 0.25]);
  });

  it("counts a problem at exactly tau although tau n rounds up", () => {
    expect(coverAtTau([{n: 100, c: 7}], 0.07)).toBe(1);
  });

  it("is NaN without problems, or with one that has no completion", () => {
    expect(coverAtTau([], 0.5)).toBeNaN();
    expect(coverAtTau([{n: 0, c: 0}], 0.5)).toBeNaN();
  });
});

describe("passAtKFromCover", () => {
  it("integrates to the mean of 1 - (1 - c/n)^k", () => {
    fc.assert(
      fc.property(problems, fc.integer({min: 1, max: 300}), (counts, k) => {
        const plugIn = mean(counts.map(({n, c}) => 1 - (1 - c / n) ** k));
        expect(passAtKFromCover(coverCurve(counts), k)).toBeCloseTo(plugIn, 12);
      })
    );
  });

  it("agrees with a midpoint sum of the integrand", () => {
    const counts = [
      {n: 10, c: 3},
      {n: 10, c: 0},
      {n: 5, c: 5}
    ];
    const cells = 20000;
    let sum = 0;
    for (let i = 0; i < cells; i++) {
      const tau = (i + 0.5) / cells;
      sum += (6 * (1 - tau) ** 5 * coverAtTau(counts, tau)) / cells;
    }
    expect(passAtKFromCover(coverCurve(counts), 6)).toBeCloseTo(sum, 4);
  });

  it("has a discrete form for the unbiased estimator: weights C(n-j, k-1) / C(n, k) on Cover@(j/n)", () => {
    const counts = [
      {n: 24, c: 1},
      {n: 24, c: 0},
      {n: 24, c: 9},
      {n: 24, c: 24}
    ];
    for (const k of [1, 2, 7, 24]) {
      let sum = 0;
      for (let j = 1; j <= 24; j++)
        sum += ratio(choose(24 - j, k - 1), choose(24, k)) * coverAtTau(counts, j / 24);
      expect(coverage(counts, [k])[0]).toBeCloseTo(sum, 12);
    }
  });
});
