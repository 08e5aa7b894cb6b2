import {describe, expect, it} from "vitest";
import {randomNormal} from "../../../src/random/draws.js";
import {random} from "../../../src/random/random.js";
import {randomEffects, type Effect} from "../../../src/metrics/pooling/random-effects.js";

const of = (estimates: readonly number[], errors: readonly number[]): Effect[] =>
  estimates.map((estimate, i) => ({estimate, standardError: errors[i]!}));

describe("randomEffects", () => {
  it("is the t interval of the estimates where all have one standard error and differ by more", () => {
    // Mean 2, variance of the estimates 10 / 4 = 2.5, of which 0.25 is chance; t of 4 degrees at 95% is 2.776445.
    const pooled = randomEffects(of([0, 1, 2, 3, 4], [0.5, 0.5, 0.5, 0.5, 0.5]))!;
    expect(pooled.estimate).toBeCloseTo(2, 12);
    expect(pooled.tauSquared).toBeCloseTo(2.25, 12);
    expect(pooled.high - 2).toBeCloseTo(2.776445105 * Math.sqrt(2.5 / 5), 8);
    expect(pooled.q).toBeCloseTo(40, 10);
    expect(pooled.iSquared).toBeCloseTo(0.9, 12);
    // t of 3 degrees is 3.182446; the mean's variance is 0.5. Chi squared with 4 degrees is below 1.9226 in a quarter of all cases.
    const larger = 10 / 1.9226 - 0.25;
    expect(pooled.prediction!.high - 2).toBeCloseTo(3.182446305 * Math.sqrt(larger + 0.5), 1);
  });

  it("predicts another effect where effects differ by about as much as their errors", () => {
    const stream = random("prediction");
    const [count, tau, samples] = [10, 0.01, 2000];
    let held = 0;
    for (let sample = 0; sample < samples; sample++) {
      const effects = Array.from({length: count}, () => {
        const standardError = 0.008 * 5 ** stream.uniform();
        return {estimate: tau * randomNormal(stream) + standardError * randomNormal(stream), standardError};
      });
      const another = tau * randomNormal(stream);
      const {low, high} = randomEffects(effects)!.prediction!;
      held += low <= another && another <= high ? 1 : 0;
    }
    // The estimated variance alone holds 86%.
    expect(held / samples).toBeGreaterThan(0.93);
  });

  it("solves two effects in closed form, and predicts nothing from them", () => {
    // (d² - v1 - v2) / 2 = (4 - 0.25 - 0.5) / 2, after which the weights are 1 / 1.875 and 1 / 2.125.
    const pooled = randomEffects(of([1, 3], [0.5, Math.sqrt(0.5)]))!;
    expect(pooled.tauSquared).toBeCloseTo(1.625, 12);
    const weights = [1 / 1.875, 1 / 2.125] as const;
    expect(pooled.estimate).toBeCloseTo((weights[0] + 3 * weights[1]) / (weights[0] + weights[1]), 12);
    // t of one degree: tan(0.95 π / 2).
    const width = Math.tan((0.95 * Math.PI) / 2) / Math.sqrt(weights[0] + weights[1]);
    expect(pooled.high - pooled.estimate).toBeCloseTo(width, 9);
    expect(pooled.prediction).toBeNull();
  });

  it("gives the variance that was published for nine laboratories", () => {
    // Kacker 2004 (Metrologia 41, table 1, first row): between-laboratory standard deviation 0.8399 by Paule and Mandel.
    const estimates = [61.0, 61.4, 62.21, 62.3, 62.34, 62.6, 62.7, 62.84, 65.9];
    const variances = [0.2025, 1.21, 0.09, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225];
    const pooled = randomEffects(of(estimates, variances.map(Math.sqrt)))!;
    expect(Math.sqrt(pooled.tauSquared)).toBeCloseTo(0.8399, 4);
    // What Paule and Mandel ask for: the weighted distance from the mean is the degrees of freedom.
    const weights = variances.map((variance) => 1 / (variance + pooled.tauSquared));
    const distance = estimates.reduce((sum, y, i) => sum + weights[i]! * (y - pooled.estimate) ** 2, 0);
    expect(distance).toBeCloseTo(8, 8);
  });

  it("takes effects that lie closer than chance for one, with no narrower interval than chance gives", () => {
    const pooled = randomEffects(of([1, 1, 1], [1, 1, 1]))!;
    expect(pooled).toMatchObject({estimate: 1, tauSquared: 0, iSquared: 0, q: 0});
    // t of 2 degrees at 95% is 4.302653.
    expect(pooled.high - 1).toBeCloseTo(4.30265273 / Math.sqrt(3), 8);
  });

  it("has nothing to say of one effect, and refuses a standard error of 0", () => {
    expect(randomEffects(of([1], [1]))).toBeNull();
    expect(randomEffects([])).toBeNull();
    expect(() => randomEffects(of([1, 2], [1, 0]))).toThrow(RangeError);
  });
});
