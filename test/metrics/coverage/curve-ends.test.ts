import {describe, expect, it} from "vitest";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {coverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import {benchmarkEnds} from "../../../src/metrics/coverage/curve-ends.js";

const options = {level: 0.95, replicates: 400, seed: 3};

function rows(policy: string, correct: readonly number[], n = 4): ProblemCount[] {
  return correct.map((c, i) => ({benchmark: "sums", policy, problem_id: `p${i}`, n, c}));
}

const counts = [
  ...rows("base", [1, 2, 0, 4, 1]),
  ...rows("grpo", [4, 4, 0, 4, 0]),
  ...rows("ppo", [3, 4, 1, 4, 0], 8)
];
const roles = {policies: ["base", "grpo", "ppo"], base: "base", reference: "grpo", compared: ["grpo", "ppo"]};
const ends = benchmarkEnds("sums", counts, roles, options)!;

describe("benchmarkEnds", () => {
  it("stops at the least n of all policies", () => {
    expect(ends).toMatchObject({benchmark: "sums", problems: 5, kMax: 4});
  });

  it("measures both ends as coverageTable does, with the same intervals", () => {
    const [table] = coverageTable(
      counts,
      roles.policies.map((policy) => ({policy, base: policy === "base" ? null : "base"})),
      options
    ).benchmarks;
    for (const {policy, pass} of ends.policies) {
      const curve = table!.curves.find((one) => one.policy === policy)!.points;
      for (const [k, estimate] of [
        [1, pass.atOne],
        [4, pass.atMost]
      ] as const) {
        const {coverage, low, high} = curve.find((point) => point.k === k)!;
        expect(estimate).toEqual({estimate: coverage, low, high});
      }
    }
  });

  it("takes the gap from the base's last value, and differences from the reference", () => {
    const [base, grpo, ppo] = ends.policies;
    expect(base!.pass.atOne.estimate).toBeCloseTo(2 / 5, 12);
    expect(base!.pass.atMost.estimate).toBeCloseTo(4 / 5, 12);
    expect(grpo!.gap!.estimate).toBeCloseTo(4 / 5 - 3 / 5, 12);
    expect(base!.gap!.estimate).toBeCloseTo(4 / 5 - 2 / 5, 12);
    expect(grpo!.difference).toBeNull();
    // 12 of 40 against 12 of 20: the reference has 0.6.
    expect(ppo!.difference!.atOne.estimate).toBeCloseTo(12 / 40 - 3 / 5, 12);
  });

  it("counts which of the base's problems a policy keeps, with the exact interval", () => {
    expect(ends.policies[0]!.retention).toBeNull();
    const {both, ofBase, low, high} = ends.policies[1]!.retention!;
    expect([both, ofBase]).toEqual([3, 4]);
    // Clopper and Pearson for 3 of 4, from tables.
    expect(low).toBeCloseTo(0.1941, 4);
    expect(high).toBeCloseTo(0.9937, 4);
  });

  it("tests nothing with a single compared policy, and finds nothing between equal ones", () => {
    expect(benchmarkEnds("sums", counts, {...roles, compared: ["grpo"]}, options)!.compared).toBeNull();
    const twins = [...rows("a", [1, 2, 3]), ...rows("b", [1, 2, 3])];
    const alone = {policies: ["a", "b"], base: null, reference: null, compared: ["a", "b"]};
    const found = benchmarkEnds("sums", twins, alone, options)!;
    expect(found.compared).toMatchObject({alike: {atOne: 1, atMost: 1}, leastGap: null});
    expect(found.compared!.range.atOne).toMatchObject({estimate: 0, low: 0});
    expect(found.policies[0]).toMatchObject({gap: null, difference: null, retention: null});
  });

  it("gives the range of the compared policies an interval that holds all their pairs, both ends and all benchmarks at once", () => {
    const many = ["base", "grpo", "ppo"].flatMap((policy, i) =>
      rows(
        policy,
        Array.from({length: 60}, (_, problem) => (problem + i * (problem % 3)) % 5)
      )
    );
    const of = (compared: string[], benchmarks: number) =>
      benchmarkEnds("sums", many, {...roles, compared, benchmarks}, options)!.compared!;
    const [alone, among] = [1, 4].map((benchmarks) => of(["base", "grpo", "ppo"], benchmarks));
    const ones = benchmarkEnds("sums", many, roles, options)!.policies.map(({pass}) => pass.atOne.estimate);
    expect(alone!.range.atOne.estimate).toBeCloseTo(Math.max(...ones) - Math.min(...ones), 12);
    const pair = of(["grpo", "ppo"], 1);
    expect(alone!.range.atOne.high).toBeGreaterThan(pair.range.atOne.high);
    expect(among!.range.atOne.high).toBeGreaterThan(alone!.range.atOne.high);
    expect(among!.leastGap!.low).toBeLessThan(alone!.leastGap!.low);
  });

  it("tests each difference from the reference exactly", () => {
    // Correct completions of ppo minus those of the reference, in eighths: -5, -4, +1, -4, 0 of 4 problems that differ.
    const {atOne, atMost} = ends.policies[2]!.difference!;
    expect(atOne.p).toBeCloseTo(0.25, 12);
    expect(atMost.p).toBe(1);
  });

  it("leaves out policies without rows, and is null without shared problems", () => {
    const {policies} = benchmarkEnds(
      "sums",
      counts,
      {...roles, policies: [...roles.policies, "dapo"]},
      options
    )!;
    expect(policies.map(({policy}) => policy)).toEqual(["base", "grpo", "ppo"]);
    expect(benchmarkEnds("others", counts, roles, options)).toBeNull();
  });
});
