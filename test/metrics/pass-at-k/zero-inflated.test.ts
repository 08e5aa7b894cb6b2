import {describe, expect, it} from "vitest";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {betaBinomialPassAtK} from "../../../src/metrics/pass-at-k/beta-binomial-pass-at-k.js";
import {fitBetaBinomial} from "../../../src/metrics/pass-at-k/fit-beta-binomial.js";
import {fitZeroInflated, zeroInflatedPassAtK} from "../../../src/metrics/pass-at-k/fit-zero-inflated.js";
import {createRandom} from "../../../src/random/keyed-random.js";

/** Chance of c correct ones among n, of Beta(alpha, beta): the product of Pólya's urn. */
function urn(n: number, c: number, alpha: number, beta: number): number {
  let chance = 1;
  for (let i = 0; i < n; i++) {
    const isRight = i < c;
    const weight = isRight ? alpha + i : beta + i - c;
    chance *= (weight / (alpha + beta + i)) * (isRight ? (n - i) / (c - i) : 1);
  }
  return chance;
}

function likelihood(problems: readonly Counts[], never: number, alpha: number, beta: number): number {
  return problems.reduce(
    (sum, {n, c}) => sum + Math.log((c === 0 ? never : 0) + (1 - never) * urn(n, c, alpha, beta)),
    0
  );
}

/** As many problems of each count as the model expects of so many, rounded. */
function expected(total: number, n: number, never: number, alpha: number, beta: number): Counts[] {
  return Array.from({length: n + 1}, (_, c) => {
    const chance = (c === 0 ? never : 0) + (1 - never) * urn(n, c, alpha, beta);
    return Array.from({length: Math.round(total * chance)}, () => ({n, c}));
  }).flat();
}

describe("fitZeroInflated", () => {
  it.each([
    {never: 0.3, alpha: 0.8, beta: 2},
    {never: 0.5, alpha: 2, beta: 3},
    {never: 0.1, alpha: 1.5, beta: 6}
  ])("finds the population again: $never, $alpha, $beta", ({never, alpha, beta}) => {
    const fit = fitZeroInflated(expected(200_000, 24, never, alpha, beta));
    expect(fit.interior).toBe(true);
    expect(fit.never).toBeCloseTo(never, 2);
    expect(fit.alpha / alpha).toBeCloseTo(1, 2);
    expect(fit.beta / beta).toBeCloseTo(1, 2);
  });

  it("has the largest likelihood where all problems have one n: no step away from it gains", () => {
    const random = createRandom("zero-inflated");
    const problems = Array.from({length: 60}, (): Counts => {
      const p = random.uniform() < 0.4 ? 0 : random.uniform() ** 2;
      let c = 0;
      for (let i = 0; i < 16; i++) if (random.uniform() < p) c++;
      return {n: 16, c};
    });
    const {never, alpha, beta, interior} = fitZeroInflated(problems);
    expect(interior).toBe(true);
    expect(never).toBeGreaterThan(0.1);
    const best = likelihood(problems, never, alpha, beta);
    expect(best).toBeGreaterThan(
      likelihood(problems, 0, fitBetaBinomial(problems).alpha, fitBetaBinomial(problems).beta)
    );
    for (const [dn, da, db] of [
      [0.01, 1, 1],
      [-0.01, 1, 1],
      [0, 1.03, 1],
      [0, 0.97, 1],
      [0, 1, 1.03],
      [0, 1, 0.97],
      [0.01, 1.03, 1.03],
      [-0.01, 0.97, 0.97]
    ] as const)
      expect(likelihood(problems, never + dn, alpha * da, beta * db)).toBeLessThan(best);
  });

  it("is the beta-binomial where too few problems are unsolved, and says where nothing can be fitted", () => {
    const problems = expected(2_000, 24, 0, 2, 2);
    const {alpha, beta, interior} = fitBetaBinomial(problems.filter(({c}) => c > 0));
    expect(fitZeroInflated(problems.filter(({c}) => c > 0))).toMatchObject({never: 0, alpha, beta, interior});
    expect(fitZeroInflated([{n: 8, c: 0}]).interior).toBe(false);
    expect(fitZeroInflated([]).interior).toBe(false);
  });

  it("takes problems of different n", () => {
    const mixed = [...expected(60_000, 24, 0.3, 0.8, 2), ...expected(60_000, 48, 0.3, 0.8, 2), {n: 0, c: 0}];
    const fit = fitZeroInflated(mixed);
    expect(fit.never).toBeCloseTo(0.3, 2);
    expect(fit.alpha / 0.8).toBeCloseTo(1, 1);
  });
});

describe("zeroInflatedPassAtK", () => {
  it("is the beta distribution's on those that can be solved", () => {
    const fit = {never: 0.25, alpha: 0.7, beta: 3, interior: true};
    for (const k of [0, 1, 7, 10_000])
      expect(zeroInflatedPassAtK(fit, k)).toBeCloseTo(0.75 * betaBinomialPassAtK(fit, k), 14);
  });
});
