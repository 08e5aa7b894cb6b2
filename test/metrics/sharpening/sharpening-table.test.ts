import {describe, expect, it} from "vitest";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {sharpeningTable} from "../../../src/metrics/sharpening/sharpening-table.js";
import {random} from "../../../src/random/random.js";

const options = {level: 0.95, replicates: 300, seed: 1};
const policies = [
  {policy: "base", base: null, role: "base" as const, power: null},
  {policy: "rl", base: "base", role: "rl" as const, power: null},
  {policy: "power", base: null, role: "base" as const, power: 4}
];

/** Correct ones of `n` completions of each problem, by policy. */
function rows(n: number, correct: Record<string, readonly number[]>): ProblemCount[] {
  return Object.entries(correct).flatMap(([policy, counts]) =>
    counts.map((c, i) => ({benchmark: "sums", policy, problem_id: `p${i}`, n, c}))
  );
}

/** The mean of 1 - C(n - c, k) / C(n, k), by exact whole numbers. */
function coverage(n: number, counts: readonly number[], k: number): number {
  const choose = (a: number, b: number): bigint => {
    let value = 1n;
    for (let i = 0; i < b; i++) value = (value * BigInt(a - i)) / BigInt(i + 1);
    return a < b ? 0n : value;
  };
  const all = choose(n, k);
  const missed = counts.reduce((sum, c) => sum + choose(n - c, k), 0n);
  return 1 - Number(missed) / Number(all * BigInt(counts.length));
}

/** Forty problems in four kinds, so that gain and loss are beyond chance. */
const kinds = (counts: readonly [number, number, number, number]): number[] =>
  Array.from({length: 40}, (_, i) => counts[i % 4]!);

describe("sharpeningTable", () => {
  const correct = {base: kinds([2, 1, 1, 3]), rl: kinds([8, 8, 0, 6]), power: kinds([7, 5, 1, 4])};

  it("divides what a policy adds at k = 1 by what RL adds, and coverage at the largest k by the base's", () => {
    const {cases, benchmarks} = sharpeningTable(rows(8, correct), policies, options);
    expect(cases).toHaveLength(1);
    const [only] = cases;
    expect(only).toMatchObject({benchmark: "sums", problems: 40, base: "base", rl: "rl", kMax: 8});
    expect(only!.policies.map(({policy}) => policy)).toEqual(["rl", "power"]);
    const [rl, power] = only!.policies;
    const at = (policy: keyof typeof correct, k: number): number => coverage(8, correct[policy], k);
    expect(power!.gain!.estimate).toBeCloseTo(
      (at("power", 1) - at("base", 1)) / (at("rl", 1) - at("base", 1)),
      12
    );
    expect(power!.gain!.estimate).toBeCloseTo((17 - 7) / (22 - 7), 12);
    expect(rl!.gain).toBeNull();
    expect(rl!.avoided).toBeNull();
    expect(rl!.kept!.estimate).toBeCloseTo(3 / 4, 12);
    expect(power!.kept!.estimate).toBeCloseTo(at("power", 8) / at("base", 8), 12);
    expect(power!.avoided!.estimate).toBeCloseTo(
      1 - (at("base", 8) - at("power", 8)) / (at("base", 8) - at("rl", 8)),
      12
    );
    // The base sampled otherwise is compared with the base, though it was not trained from it.
    expect(benchmarks[0]!.comparisons.map(({base, rl}) => [base, rl])).toEqual([
      ["base", "rl"],
      ["base", "power"]
    ]);
  });

  it("gives no share where there is no gain, no loss or nothing to keep", () => {
    const none = kinds([0, 0, 0, 0]);
    const same = sharpeningTable(rows(8, {...correct, rl: correct.base}), policies, options).cases[0]!;
    expect(same.policies[1]).toMatchObject({gain: null, avoided: null});
    const nothing = sharpeningTable(rows(8, {base: none, rl: none, power: none}), policies, options)
      .cases[0]!;
    expect(nothing.policies.every(({kept}) => kept === null)).toBe(true);
  });

  it("compares at the largest power of two that all have", () => {
    const mixed = [...rows(40, {base: correct.base, rl: correct.rl}), ...rows(12, {power: correct.power})];
    expect(sharpeningTable(mixed, policies, options).cases[0]!.kMax).toBe(8);
  });

  it("has curves alone without a policy of RL", () => {
    const table = sharpeningTable(
      rows(8, {base: correct.base, power: correct.power}),
      [policies[0]!, policies[2]!],
      options
    );
    expect(table.cases).toEqual([]);
    expect(table.benchmarks[0]!.curves).toHaveLength(2);
  });

  it("holds the true shares in at least 93 of 100 studies of 120 problems", () => {
    let [gains, kept] = [0, 0];
    const studies = 200;
    for (let study = 0; study < studies; study++) {
      const stream = random(`sharpening ${study}`);
      const solved = (chance: number): number[] =>
        Array.from({length: 120}, () => Number(stream.uniform() < chance));
      const found = sharpeningTable(
        rows(1, {base: solved(0.4), rl: solved(0.7), power: solved(0.6)}),
        policies,
        {...options, replicates: 10}
      ).cases[0]!.policies[1]!;
      if (found.gain && found.gain.low <= 2 / 3 && found.gain.high >= 2 / 3) gains++;
      if (found.kept && found.kept.low <= 1.5 && found.kept.high >= 1.5) kept++;
    }
    expect(gains / studies).toBeGreaterThanOrEqual(0.93);
    expect(kept / studies).toBeGreaterThanOrEqual(0.93);
  });
});
