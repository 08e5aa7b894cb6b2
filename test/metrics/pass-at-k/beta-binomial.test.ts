import {describe, expect, it} from "vitest";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {thinCounts} from "../../../src/metrics/counts/thin-counts.js";
import {betaBinomialPassAtK} from "../../../src/metrics/pass-at-k/beta-binomial-pass-at-k.js";
import {extrapolationCheck} from "../../../src/metrics/pass-at-k/extrapolation-check.js";
import {fitBetaBinomial} from "../../../src/metrics/pass-at-k/fit-beta-binomial.js";
import {random} from "../../../src/random/random.js";

/** Beta(alpha, 1) rates are powers of uniforms; c then binomial. */
function simulate(problems: number, n: number, alpha: number, seed: string): Counts[] {
  const stream = random(seed);
  return Array.from({length: problems}, () => {
    const p = stream.uniform() ** (1 / alpha);
    let c = 0;
    for (let i = 0; i < n; i++) if (stream.uniform() < p) c++;
    return {n, c};
  });
}

function logLikelihood(problems: readonly Counts[], alpha: number, beta: number): number {
  let sum = 0;
  for (const {n, c} of problems) {
    for (let i = 0; i < c; i++) sum += Math.log(alpha + i);
    for (let i = 0; i < n - c; i++) sum += Math.log(beta + i);
    for (let i = 0; i < n; i++) sum -= Math.log(alpha + beta + i);
  }
  return sum;
}

describe("fitBetaBinomial", () => {
  it("recovers the parameters of a large simulated population", () => {
    const fit = fitBetaBinomial(simulate(4000, 32, 0.5, "large"));
    expect(fit.alpha).toBeCloseTo(0.5, 1);
    expect(fit.beta).toBeCloseTo(1, 1);
    expect(fit.interior).toBe(true);
  });

  it("reaches a maximum: no neighbour is likelier, also with ragged n", () => {
    const counts = [
      {n: 4, c: 1},
      {n: 16, c: 0},
      {n: 7, c: 7},
      {n: 30, c: 11},
      {n: 0, c: 0},
      {n: 12, c: 2}
    ];
    const fit = fitBetaBinomial(counts);
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood(counts, fit.alpha, fit.beta), 10);
    for (const [a, b] of [
      [1.01, 1],
      [0.99, 1],
      [1, 1.01],
      [1, 0.99],
      [1.01, 1.01],
      [0.99, 0.99]
    ] as const) {
      expect(logLikelihood(counts, fit.alpha * a, fit.beta * b)).toBeLessThan(fit.logLikelihood);
    }
  });

  it("swaps the parameters when correct and wrong are swapped", () => {
    const counts = simulate(60, 20, 0.3, "swap");
    const fit = fitBetaBinomial(counts);
    const swapped = fitBetaBinomial(counts.map(({n, c}) => ({n, c: n - c})));
    expect(swapped.alpha / fit.beta).toBeCloseTo(1, 5);
    expect(swapped.beta / fit.alpha).toBeCloseTo(1, 5);
  });

  it("says where there is no maximum: all never solved, all always solved, all alike", () => {
    for (const c of [0, 8, 4])
      expect(fitBetaBinomial(Array.from({length: 10}, () => ({n: 8, c}))).interior).toBe(false);
    const even = fitBetaBinomial(Array.from({length: 10}, () => ({n: 8, c: 4})));
    expect(betaBinomialPassAtK(even, 1)).toBeCloseTo(0.5, 6);
    expect(betaBinomialPassAtK(even, 3)).toBeCloseTo(0.875, 4);
    expect(betaBinomialPassAtK(fitBetaBinomial([{n: 8, c: 0}]), 8)).toBeLessThan(1e-3);
  });

  it("gives NaN without completions", () => {
    expect(fitBetaBinomial([]).alpha).toBeNaN();
    expect(fitBetaBinomial([{n: 0, c: 0}]).interior).toBe(false);
  });

  it("stands n = 131,072", () => {
    const fit = fitBetaBinomial([
      {n: 131072, c: 131072},
      {n: 131072, c: 1},
      {n: 131072, c: 40000}
    ]);
    expect(Number.isFinite(fit.alpha) && Number.isFinite(fit.beta)).toBe(true);
  });
});

describe("betaBinomialPassAtK", () => {
  it("is 1 - 1/(k+1) for uniform solve rates, at any k", () => {
    for (const k of [0, 1, 2, 10, 1000, 100000])
      expect(betaBinomialPassAtK({alpha: 1, beta: 1}, k)).toBeCloseTo(1 - 1 / (k + 1), 11);
  });

  it("agrees with a numeric integral of 1 - (1-p)^k over Beta(2, 3)", () => {
    const cells = 20000;
    let sum = 0;
    for (let i = 0; i < cells; i++) {
      const p = (i + 0.5) / cells;
      sum += (12 * p * (1 - p) ** 2 * (1 - (1 - p) ** 9)) / cells;
    }
    expect(betaBinomialPassAtK({alpha: 2, beta: 3}, 9)).toBeCloseTo(sum, 7);
  });
});

describe("extrapolationCheck", () => {
  it("predicts coverage at n from a quarter of the completions where the model holds", () => {
    const check = extrapolationCheck(simulate(800, 128, 0.4, "holds"), {seed: 1});
    expect(check.fitted).toBe(32);
    expect(check.k).toBe(96);
    expect(Math.abs(check.predicted - check.measured)).toBeLessThan(0.02);
    expect(check.low).toBeLessThanOrEqual(check.predicted);
    expect(check.high).toBeGreaterThanOrEqual(check.predicted);
  });

  it("exposes a population the model cannot describe", () => {
    // Half never solved, half at a rate of 1/2: coverage stays at 0.5, the fitted Beta keeps rising.
    const stream = random("halves");
    const counts = Array.from({length: 200}, (_, i) => {
      let c = 0;
      for (let j = 0; j < 64; j++) if (i % 2 && stream.uniform() < 0.5) c++;
      return {n: 64, c};
    });
    const check = extrapolationCheck(counts, {seed: 1});
    expect(check.measured).toBe(0.5);
    expect(check.k).toBe(48);
    expect(check.low).toBeGreaterThan(0.52);
  });

  it("fits as many completions of every problem, and measures on those that it has not seen", () => {
    const ragged = [...simulate(40, 64, 0.4, "ragged"), {n: 16, c: 3}, {n: 400, c: 1}];
    expect(extrapolationCheck(ragged, {seed: 1})).toMatchObject({fitted: 4, k: 12});
    // One correct completion of each problem: it is among the fitted ones or among the others, never in both.
    const once = Array.from({length: 60}, () => ({n: 8, c: 1}));
    const {measured} = extrapolationCheck(once, {seed: 1, share: 1 / 2, repetitions: 200});
    expect(measured).toBeGreaterThan(0.45);
    expect(measured).toBeLessThan(0.55);
  });

  it("is NaN without problems or with fewer than four completions", () => {
    expect(extrapolationCheck([], {seed: 1}).predicted).toBeNaN();
    expect(extrapolationCheck([{n: 3, c: 1}], {seed: 1}).predicted).toBeNaN();
  });
});

describe("thinCounts", () => {
  it("keeps all of them at m = n, none at m = 0, and refuses more", () => {
    expect(thinCounts({n: 9, c: 4}, 9, random(1))).toEqual({n: 9, c: 4});
    expect(thinCounts({n: 9, c: 4}, 0, random(1))).toEqual({n: 0, c: 0});
    expect(() => thinCounts({n: 9, c: 4}, 10, random(1))).toThrow("cannot keep 10 of 9");
  });

  it("draws without replacement: hypergeometric frequencies", () => {
    const stream = random("thin");
    const seen = [0, 0, 0];
    for (let i = 0; i < 12000; i++) seen[thinCounts({n: 4, c: 2}, 2, stream).c]! += 1;
    // C(2,j) C(2,2-j) / C(4,2) = 1/6, 4/6, 1/6.
    [2000, 8000, 2000].forEach((expected, j) => {
      expect(Math.abs(seen[j]! - expected)).toBeLessThan(200);
    });
  });
});
