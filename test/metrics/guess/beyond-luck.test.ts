import {describe, expect, it} from "vitest";
import type {BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import {beyondLuck} from "../../../src/metrics/guess/beyond-luck.js";
import type {GuessRate} from "../../../src/metrics/guess/guess-rate.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../../findings/example-study.js";

const study: StudySummary = {
  ...exampleStudy,
  experiments: [{experiment: "math", policies: ["base", "grpo"], benchmarks: ["sums"], n: null}]
};
const options = {level: 0.95, replicates: 200, seed: 1};

function counts(n: number, base: readonly number[], grpo: readonly number[]): BenchmarkCounts[] {
  const ns = base.map(() => n);
  return [
    {
      benchmark: "sums",
      problemIds: base.map((_, i) => `p${i}`),
      policies: [
        {policy: "base", n: ns, c: [...base]},
        {policy: "grpo", n: ns, c: [...grpo]}
      ]
    }
  ];
}

function rates(...all: number[]): GuessRate[] {
  return all.map((guess_rate, i) => ({
    ...{benchmark: "sums", problem_id: `p${i}`},
    ...{guesser: "arithmetic" as const, guess_rate}
  }));
}

const values = (table: ReturnType<typeof beyondLuck>, policy: string): number[] =>
  table.left.benchmarks[0]!.curves.find((curve) => curve.policy === policy)!.points.map(
    ({coverage}) => coverage
  );

describe("beyondLuck", () => {
  it("by hand: pass@k of each problem times the chance that k guesses fail", () => {
    const table = beyondLuck(counts(4, [1, 4], [0, 4]), rates(0.5, 0.1), study, options);
    // k = 1, 2, 4: pass@k of 1 in 4 is 1/4, 1/2, 1; all of the second problem are right.
    expect(values(table, "base")).toEqual(
      [
        [1 / 4, 1],
        [1 / 2, 2],
        [1, 4]
      ].map(([pass, k]) => expect.closeTo((pass! * 0.5 ** k! + 0.9 ** k!) / 2, 14) as number)
    );
    expect(values(table, "grpo")).toEqual([1, 2, 4].map((k) => expect.closeTo(0.9 ** k / 2, 14) as number));
    expect(table.floors).toEqual([
      {benchmark: "sums", k: 4, floor: expect.closeTo((1 - 0.5 ** 4 + 1 - 0.9 ** 4) / 2, 14) as number}
    ]);
  });

  it("is on average what a policy solves and independent guesses do not, whatever n: over all outcomes of 5 completions", () => {
    const [n, p, g] = [5, 0.3, 0.2];
    const choose = [1, 5, 10, 10, 5, 1];
    const expected = [0, 0, 0];
    for (let c = 0; c <= n; c++) {
      const weight = choose[c]! * p ** c * (1 - p) ** (n - c);
      values(beyondLuck(counts(n, [c], [0]), rates(g), study, options), "base")
        .slice(0, 3)
        .forEach((value, i) => (expected[i]! += weight * value));
    }
    // k = 1, 2, 4.
    [1, 2, 4].forEach((k, i) => {
      expect(expected[i]).toBeCloseTo((1 - (1 - p) ** k) * (1 - g) ** k, 12);
    });
  });

  it("moves the crossing to where it lies on what luck leaves", () => {
    // RL always solves the second, which nobody guesses; the base solves the first once in 64, as does luck.
    const c = counts(64, [1, 1, 60], [0, 0, 64]);
    const open = beyondLuck(c, rates(0, 0, 0), study, options);
    const lucky = beyondLuck(c, rates(0.05, 0.05, 0), study, options);
    expect(open.left).toEqual(open.all);
    expect(open.all.benchmarks[0]!.comparisons[0]!.crossing.observed).toBeLessThan(10);
    expect(lucky.left.benchmarks[0]!.comparisons[0]!.points.at(-1)!.difference).toBeGreaterThan(
      open.left.benchmarks[0]!.comparisons[0]!.points.at(-1)!.difference
    );
  });

  it("leaves out problems without a rate, and sets without any", () => {
    const c = counts(4, [1, 4], [0, 4]);
    expect(beyondLuck(c, rates(0.5), study, options).left.benchmarks[0]!.problems).toBe(1);
    expect(beyondLuck(c, [], study, options)).toMatchObject({left: {benchmarks: []}, floors: []});
  });
});
