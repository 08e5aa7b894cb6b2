import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {solveRateBound} from "../../../src/metrics/sets/solve-rate-bound.js";
import {support} from "../../../src/metrics/sets/support.js";
import {binomialTail} from "../../../src/metrics/statistics/binomial-tail.js";
import {clopperPearson} from "../../../src/metrics/statistics/clopper-pearson.js";
import {mcnemar} from "../../../src/metrics/statistics/mcnemar.js";
import {choose, ratio} from "../pass-at-k/exact.js";

describe("binomialTail", () => {
  it("agrees with exact sums for rational p", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 50}),
        fc.integer({min: 0, max: 16}),
        fc.integer({min: -1, max: 52}),
        (n, sixteenths, from) => {
          let hits = 0n;
          for (let j = Math.max(0, from); j <= n; j++)
            hits += choose(n, j) * BigInt(sixteenths) ** BigInt(j) * BigInt(16 - sixteenths) ** BigInt(n - j);
          expect(binomialTail(n, sixteenths / 16, from)).toBeCloseTo(ratio(hits, 16n ** BigInt(n)), 12);
        }
      )
    );
  });

  it("keeps relative accuracy in the tail", () => {
    let hits = 0n;
    for (let j = 80; j <= 100; j++) hits += choose(100, j);
    expect(binomialTail(100, 0.5, 80) / ratio(hits, 2n ** 100n)).toBeCloseTo(1, 11);
  });

  it("stands a million trials", () => {
    expect(binomialTail(1e6, 0.5, 500001) + binomialTail(1e6, 0.5, 500000)).toBeCloseTo(1, 9);
  });
});

describe("clopperPearson", () => {
  it("agrees with printed limits: 0, 5 and 10 of 10", () => {
    expect(clopperPearson(10, 0).low).toBe(0);
    expect(clopperPearson(10, 0).high).toBeCloseTo(0.30849710781876, 10);
    expect(clopperPearson(10, 5).low).toBeCloseTo(0.18708602844739, 10);
    expect(clopperPearson(10, 5).high).toBeCloseTo(0.81291397155261, 10);
    expect(clopperPearson(10, 10)).toEqual({low: expect.closeTo(0.69150289218124, 10) as number, high: 1});
  });

  it("leaves exactly the tail outside on each side", () => {
    const {low, high} = clopperPearson(137, 12, 0.9);
    expect(binomialTail(137, low, 12)).toBeCloseTo(0.05, 10);
    expect(1 - binomialTail(137, high, 13)).toBeCloseTo(0.05, 10);
  });

  it("is NaN without completions", () => {
    expect(clopperPearson(0, 0)).toEqual({low: NaN, high: NaN});
  });
});

describe("solveRateBound", () => {
  it("is 1 - 0.05^(1/n), the one-sided Clopper-Pearson limit", () => {
    for (const n of [1, 2, 128, 1024]) {
      expect(solveRateBound(n)).toBeCloseTo(1 - 0.05 ** (1 / n), 13);
      expect(solveRateBound(n)).toBeCloseTo(clopperPearson(n, 0, 0.9).high, 10);
    }
    expect(solveRateBound(0)).toBe(1);
    expect(solveRateBound(131072) * 131072).toBeCloseTo(2.9957, 3);
  });
});

describe("mcnemar", () => {
  it("is the exact two-sided binomial p-value", () => {
    expect(mcnemar(19, 3)).toBeCloseTo((2 * (1 + 22 + 231 + 1540)) / 2 ** 22, 14);
    expect(mcnemar(3, 19)).toBe(mcnemar(19, 3));
    expect(mcnemar(1, 0)).toBe(1);
    expect(mcnemar(6, 0)).toBeCloseTo(2 / 64, 14);
  });

  it("is 1 without disagreement and with an even one", () => {
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(7, 7)).toBe(1);
  });
});

describe("support", () => {
  const of = (...cs: number[]): {n: number; c: number}[] => cs.map((c) => ({n: 4, c}));

  it("counts both, base only, RL only and neither, with their rates", () => {
    expect(support(of(1, 2, 3, 4, 0, 0), of(4, 4, 0, 0, 1, 0))).toEqual({
      both: 2,
      baseOnly: 2,
      rlOnly: 1,
      neither: 1,
      retention: 0.5,
      discovery: 1 / 3,
      netChange: -1 / 5
    });
  });

  it("has no rates where nothing is solved", () => {
    expect(support(of(0), of(0))).toMatchObject({neither: 1, retention: NaN, discovery: NaN, netChange: NaN});
    expect(support([], [])).toMatchObject({neither: 0, retention: NaN});
  });

  it("refuses lists of different lengths", () => {
    expect(() => support(of(1), of())).toThrow("1 base problems, 0 RL problems");
  });
});
