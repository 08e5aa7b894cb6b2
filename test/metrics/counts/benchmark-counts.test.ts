import {describe, expect, it} from "vitest";
import {benchmarkCounts, pairedCounts} from "../../../src/metrics/counts/benchmark-counts.js";

const row = (policy: string, problem_id: string, n: number, c: number) => ({
  benchmark: "sums",
  policy,
  problem_id,
  n,
  c
});

describe("benchmarkCounts", () => {
  it("gives each policy's counts in one order of problems, and n = 0 where there is nothing", () => {
    const rows = [row("base", "p1", 4, 2), row("base", "p0", 4, 0), row("grpo", "p0", 3, 3)];
    expect(benchmarkCounts(rows)).toEqual([
      {
        benchmark: "sums",
        problemIds: ["p1", "p0"],
        policies: [
          {policy: "base", n: [4, 4], c: [2, 0]},
          {policy: "grpo", n: [0, 3], c: [0, 3]}
        ]
      }
    ]);
  });
});

describe("pairedCounts", () => {
  const [table] = benchmarkCounts([
    row("base", "p0", 4, 2),
    row("base", "p1", 4, 1),
    row("grpo", "p0", 0, 0),
    row("grpo", "p1", 4, 4)
  ]);

  it("keeps the problems that both policies have verdicts of", () => {
    expect(pairedCounts(table!, "base", "grpo")).toEqual({
      problemIds: ["p1"],
      base: [{n: 4, c: 1}],
      rl: [{n: 4, c: 4}]
    });
  });

  it("is null for a policy without counts", () => {
    expect(pairedCounts(table!, "base", "ppo")).toBeNull();
  });
});
