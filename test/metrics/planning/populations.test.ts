import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {betaBinomialPassAtK} from "../../../src/metrics/pass-at-k/beta-binomial-pass-at-k.js";
import {fitZeroInflated, zeroInflatedPassAtK} from "../../../src/metrics/pass-at-k/fit-zero-inflated.js";
import {pilotPopulation} from "../../../src/metrics/planning/pilot-population.js";
import {MATH500_PRIOR, priorPopulation} from "../../../src/metrics/planning/prior-population.js";
import {rateOf, type RatePopulation} from "../../../src/metrics/planning/rate-population.js";
import {rateShift} from "../../../src/metrics/planning/rate-shift.js";
import {normalQuantile} from "../../../src/metrics/statistics/normal-quantile.js";
import {random} from "../../../src/random/random.js";

const rows = readFileSync("data/reference/math500-qwen2.5-7b.csv", "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(",").map(Number));
const published = {
  base: rows.map(([, n, c]) => ({n: n!, c: c!})),
  rl: rows.map(([, n, , c]) => ({n: n!, c: c!}))
};

function drawn(population: RatePopulation, count = 40_000): {base: Float64Array; rl: Float64Array} {
  const [base, rl] = [new Float64Array(count), new Float64Array(count)];
  population.draw(random("test"), base, rl);
  return {base: base.map(rateOf), rl: rl.map(rateOf)};
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (v: ArrayLike<number>): number => Array.from(v).reduce((sum, x) => sum + x, 0) / v.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

function normalScores(counts: readonly {c: number}[]): number[] {
  return counts.map(({c}) => {
    const below = counts.filter((other) => other.c < c).length;
    const same = counts.filter((other) => other.c === c).length;
    return normalQuantile((below + same / 2) / counts.length);
  });
}

const meanOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

describe("MATH500_PRIOR", () => {
  it("is what the published counts say", () => {
    for (const side of ["base", "rl"] as const) {
      const fit = fitZeroInflated(published[side]);
      expect(MATH500_PRIOR[side].alpha).toBeCloseTo(fit.alpha, 4);
      expect(MATH500_PRIOR[side].beta).toBeCloseTo(fit.beta, 4);
      expect(MATH500_PRIOR[side].never).toBeCloseTo(fit.never, 4);
    }
    const scores = correlation(normalScores(published.base), normalScores(published.rl));
    expect(MATH500_PRIOR.correlation).toBeCloseTo(scores, 2);
  });

  it("gives the pass@k of its two distributions, and paired rates", () => {
    const {base, rl} = drawn(priorPopulation(MATH500_PRIOR));
    for (const [rates, prior] of [
      [base, MATH500_PRIOR.base],
      [rl, MATH500_PRIOR.rl]
    ] as const)
      for (const k of [1, 16, 128]) {
        const passAtK = meanOf(rates.map((p) => 1 - (1 - p) ** k));
        expect(Math.abs(passAtK - zeroInflatedPassAtK({...prior, interior: true}, k))).toBeLessThan(0.01);
      }
    expect(correlation(base, rl)).toBeGreaterThan(0.5);
    const apart = drawn(priorPopulation({...MATH500_PRIOR, correlation: 0}));
    expect(Math.abs(correlation(apart.base, apart.rl))).toBeLessThan(0.03);
  });
});

describe("pilotPopulation", () => {
  it("has the coverage of the pilot, and keeps the pairs", () => {
    const population = pilotPopulation(published.base, published.rl);
    const {base, rl} = drawn(population);
    expect(population.problems).toBe(500);
    for (const [rates, counts] of [
      [base, published.base],
      [rl, published.rl]
    ] as const) {
      const seen = counts.reduce((sum, {n, c}) => sum + c / n, 0) / counts.length;
      expect(Math.abs(meanOf(rates) - seen)).toBeLessThan(0.01);
    }
    const paired = correlation(
      published.base.map(({n, c}) => c / n),
      published.rl.map(({n, c}) => c / n)
    );
    expect(Math.abs(correlation(base, rl) - paired)).toBeLessThan(0.03);
  });

  it("draws a never-solved problem as never solvable as often as the fit says", () => {
    const counts = Array.from({length: 200}, (_, i) => ({n: 64, c: i < 60 ? 0 : 20 + (i % 30)}));
    const population = pilotPopulation(counts, counts);
    const {never, alpha, beta} = population.base;
    expect(never).toBeGreaterThan(0.25);
    const logits = new Float64Array(40_000);
    population.draw(random("never"), logits, new Float64Array(40_000));
    const share = logits.filter((logit) => logit === -Infinity).length / logits.length;
    const unsolved = (1 - never) * (1 - betaBinomialPassAtK({alpha, beta}, 64));
    expect(Math.abs(share - (0.3 * never) / (never + unsolved))).toBeLessThan(0.012);
  });

  it("takes pilots that no distribution fits, and refuses none and unequal lists", () => {
    const all = [{n: 4, c: 4}];
    expect(drawn(pilotPopulation(all, all), 10).base.every((rate) => rate > 0 && rate <= 1)).toBe(true);
    expect(() => pilotPopulation([], [])).toThrow(RangeError);
    expect(() => pilotPopulation(all, [])).toThrow(RangeError);
  });
});

describe("rateShift", () => {
  const population = priorPopulation(MATH500_PRIOR);

  it("makes the difference that is asked for, on the side that is ahead", () => {
    const shift = rateShift(population, 64, 0.08);
    expect(shift.own).toBeLessThan(0);
    expect(shift.difference).toBe(-0.08);
    const [base, rl] = [new Float64Array(40_000), new Float64Array(40_000)];
    population.draw(random("another"), base, rl);
    const passAtK = (logits: Float64Array, by: number): number =>
      meanOf(logits.map((logit) => 1 - (1 - rateOf(logit + by)) ** 64));
    expect(passAtK(rl, shift.shift) - passAtK(base, 0)).toBeCloseTo(-0.08, 2);
    expect(rateShift(population, 1, 0.1).difference).toBe(0.1);
  });

  it("is none where nothing is asked for, and says what the most is where too much is", () => {
    expect(rateShift(population, 1, null)).toMatchObject({shift: 0});
    const beyond = rateShift(population, 1, 0.6);
    expect(beyond).toMatchObject({difference: null, shift: 0});
    // Every problem that the RL policy ever solves, always: 1 - never - pass@1 of the base.
    expect(beyond.most).toBeCloseTo(
      1 - MATH500_PRIOR.rl.never - zeroInflatedPassAtK({...MATH500_PRIOR.base, interior: true}, 1),
      2
    );
  });
});
