import {describe, expect, it} from "vitest";
import {passAtKVariance} from "../../../src/metrics/pass-at-k/pass-at-k-variance.js";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {samplingStandardError} from "../../../src/metrics/pass-at-k/sampling-standard-error.js";
import {standardError} from "../../../src/metrics/statistics/standard-error.js";
import {random} from "../../../src/random/random.js";
import {choose} from "./exact.js";

describe("passAtKVariance", () => {
  it("has the true variance as its expectation, by enumeration over c", () => {
    for (const p of [0.02, 0.3, 0.5, 0.9]) {
      for (const [n, k] of [
        [2, 1],
        [6, 1],
        [6, 3],
        [9, 4],
        [12, 6]
      ] as const) {
        let [first, second, estimate] = [0, 0, 0];
        for (let c = 0; c <= n; c++) {
          const chance = Number(choose(n, c)) * p ** c * (1 - p) ** (n - c);
          first += chance * passAtK(n, c, k);
          second += chance * passAtK(n, c, k) ** 2;
          estimate += chance * passAtKVariance(n, c, k);
        }
        expect(first).toBeCloseTo(1 - (1 - p) ** k, 12);
        expect(estimate).toBeCloseTo(second - first ** 2, 12);
      }
    }
  });

  it("is p (1-p) / (n-1) at k = 1", () => {
    expect(passAtKVariance(10, 3, 1)).toBeCloseTo(0.21 / 9, 14);
  });

  it("is never negative, 0 at c = 0 and c = n, and NaN when n < 2k", () => {
    for (let c = 0; c <= 20; c++)
      for (let k = 1; k <= 10; k++) expect(passAtKVariance(20, c, k)).toBeGreaterThanOrEqual(0);
    expect(passAtKVariance(20, 0, 5)).toBe(0);
    expect(passAtKVariance(20, 20, 5)).toBe(0);
    expect(passAtKVariance(9, 3, 5)).toBeNaN();
    expect(passAtKVariance(131072, 3, 65536)).toBeGreaterThan(0);
  });
});

describe("standard errors", () => {
  it("standardError is sd / sqrt(M), NaN for fewer than two values", () => {
    expect(standardError([0, 0, 1, 1])).toBeCloseTo(Math.sqrt(1 / 3) / 2, 14);
    expect(standardError([1])).toBeNaN();
    expect(standardError([])).toBeNaN();
    expect(standardError([0, NaN, 1])).toBeNaN();
  });

  it("samplingStandardError matches the spread over simulated repetitions of a run", () => {
    const rates = [0.05, 0.2, 0.5, 0.9];
    const stream = random("repetitions");
    const draw = (p: number): {n: number; c: number} => {
      let c = 0;
      for (let i = 0; i < 32; i++) if (stream.uniform() < p) c++;
      return {n: 32, c};
    };
    const runs = Array.from({length: 3000}, () => rates.map(draw));
    const coverages = runs.map((run) => run.reduce((sum, {n, c}) => sum + passAtK(n, c, 4) / 4, 0));
    const average = runs.reduce((sum, run) => sum + samplingStandardError(run, 4) ** 2 / runs.length, 0);
    expect(Math.sqrt(average) / (standardError(coverages) * Math.sqrt(3000))).toBeCloseTo(1, 1);
    expect(samplingStandardError([{n: 4, c: 1}], 3)).toBeNaN();
    expect(samplingStandardError([], 1)).toBeNaN();
  });
});
