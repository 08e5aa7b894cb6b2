import {describe, expect, it} from "vitest";
import {binomialDraw} from "../../../src/metrics/planning/binomial-draw.js";
import {betaLogitDraw} from "../../../src/metrics/planning/gamma-draw.js";
import {rateOf} from "../../../src/metrics/planning/rate-population.js";
import {binomialTail} from "../../../src/metrics/statistics/binomial-tail.js";
import {random} from "../../../src/random/random.js";

const DRAWS = 40_000;

describe("binomialDraw", () => {
  it.each([
    [1, 0.3],
    [20, 0.05],
    [20, 0.9],
    [64, 0.5],
    [1000, 0.02],
    [1024, 0.37],
    [1024, 0.985]
  ])("draws from the distribution of %i tries of chance %f", (n, p) => {
    const source = random(`binomial ${n} ${p}`);
    const counts = new Float64Array(n + 1);
    for (let i = 0; i < DRAWS; i++) counts[binomialDraw(source, n, p)]! += 1;
    let above = DRAWS;
    let worst = 0;
    for (let c = 0; c <= n; c++) {
      worst = Math.max(worst, Math.abs(above / DRAWS - binomialTail(n, p, c)));
      above -= counts[c]!;
    }
    // Kolmogorov's distance at a level of 0.001.
    expect(worst).toBeLessThan(1.95 / Math.sqrt(DRAWS));
  });

  it("is sure where the chance is 0 or 1", () => {
    expect([
      binomialDraw(random(1), 9, 0),
      binomialDraw(random(1), 9, 1),
      binomialDraw(random(1), 0, 0.5)
    ]).toEqual([0, 9, 0]);
  });
});

describe("betaLogitDraw", () => {
  it.each([
    [0.35, 0.08],
    [2, 5],
    [130, 0.6]
  ])("has the mean and variance of Beta(%f, %f)", (alpha, beta) => {
    const source = random(`beta ${alpha} ${beta}`);
    const rates = Float64Array.from({length: DRAWS}, () => rateOf(betaLogitDraw(source, alpha, beta)));
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / DRAWS;
    const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / DRAWS;
    const sum = alpha + beta;
    const expected = (alpha * beta) / (sum * sum * (sum + 1));
    expect(Math.abs(mean - alpha / sum)).toBeLessThan(4 * Math.sqrt(expected / DRAWS));
    expect(variance / expected).toBeGreaterThan(0.93);
    expect(variance / expected).toBeLessThan(1.07);
  });

  it("stays finite where the rate itself is below any double", () => {
    const source = random("small");
    for (let i = 0; i < 200; i++) expect(Number.isFinite(betaLogitDraw(source, 0.001, 1))).toBe(true);
  });
});
