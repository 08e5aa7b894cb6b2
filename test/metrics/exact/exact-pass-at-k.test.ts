import {describe, expect, it} from "vitest";
import {exactPassAtK, rateAgreement} from "../../../src/metrics/exact/exact-pass-at-k.js";
import {exactTable} from "../../../src/metrics/exact/exact-table.js";

describe("exactPassAtK", () => {
  it("is the mean of 1 - (1 - p)^k", () => {
    expect(exactPassAtK([0, 0.5, 1], 1)).toBe(0.5);
    expect(exactPassAtK([0.25, 0.5], 2)).toBeCloseTo((0.4375 + 0.75) / 2, 15);
  });

  it("keeps its digits where p is tiny and k is huge", () => {
    expect(exactPassAtK([1e-12], 1e12) / (1 - Math.exp(-1))).toBeCloseTo(1, 10);
    expect(exactPassAtK([1e-18], 1)).toBeCloseTo(1e-18, 30);
  });

  it("counts a rate that rounding put above 1 as 1, and never leaves 0 for a rate of 0", () => {
    expect(exactPassAtK([1 + 1e-9], 5)).toBe(1);
    expect(exactPassAtK([0], 2 ** 40)).toBe(0);
  });
});

describe("rateAgreement", () => {
  it("says how far counts lie from their rates, in standard errors", () => {
    const {spread, largest, compared} = rateAgreement([
      {n: 100, c: 55, rate: 0.5},
      {n: 100, c: 40, rate: 0.5},
      {n: 100, c: 0, rate: 0}
    ]);
    expect(compared).toBe(2);
    expect(largest).toBeCloseTo(2, 12);
    expect(spread).toBeCloseTo(Math.sqrt((1 + 4) / 2), 12);
  });

  it("finds a problem that was solved though it cannot be", () => {
    expect(rateAgreement([{n: 4, c: 1, rate: 0}])).toMatchObject({impossible: 1, zero: 1, unsolved: 0, n: 4});
  });
});

describe("exactTable", () => {
  const row = (policy: string, problem_id: string, rate: number, full_rate: number) => ({
    benchmark: "b",
    policy,
    problem_id,
    rate,
    full_rate,
    n: 4,
    c: 1
  });
  // Listed in another order for each policy: problems are matched by their ids.
  const rows = [
    row("base", "p", 0.1, 0.1),
    row("base", "q", 0.2, 0.2),
    row("rl", "q", 0, 0.01),
    row("rl", "p", 0.6, 0.5)
  ];
  const policies = [
    {policy: "base", base: null},
    {policy: "rl", base: "base"}
  ];
  const {settings, full} = exactTable(rows, policies, {level: 0.95, replicates: 200, seed: 1});

  it("has pass@k to 2^40 at the settings and without truncation", () => {
    const [base, rl] = settings.benchmarks[0]!.curves;
    expect(base!.points.map(({k}) => k)).toEqual(Array.from({length: 41}, (_, i) => 2 ** i));
    expect(base!.points[1]!.coverage).toBeCloseTo((0.19 + 0.36) / 2, 15);
    expect(rl!.points.at(-1)!.coverage).toBe(0.5);
    expect(full.benchmarks[0]!.curves[1]!.points.at(-1)!.coverage).toBe(1);
  });

  it("finds where the curves cross between budgets", () => {
    const {observed} = settings.benchmarks[0]!.comparisons[0]!.crossing;
    const difference = (k: number): number => exactPassAtK([0.6, 0], k) - exactPassAtK([0.1, 0.2], k);
    expect(difference(2 ** Math.floor(Math.log2(observed!)))).toBeGreaterThan(0);
    expect(difference(2 ** Math.ceil(Math.log2(observed!)))).toBeLessThan(0);
  });
});
