import {describe, expect, it} from "vitest";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {isSeedCopy, seedRuns} from "../../../src/metrics/coverage/seed-runs.js";
import {trainingSpread} from "../../../src/metrics/coverage/training-spread.js";
import {trainingStep} from "../../../src/metrics/study/training-step.js";

const options = {level: 0.95, replicates: 400, seed: 3};

function rows(policy: string, correct: readonly number[], n = 4): ProblemCount[] {
  return correct.map((c, i) => ({benchmark: "sums", policy, problem_id: `p${i}`, n, c}));
}

describe("trainingSpread", () => {
  const counts = [
    ...rows("grpo", [2, 2, 2, 2]),
    ...rows("ppo", [4, 4, 4, 4]),
    ...rows("rloo", [0, 0, 0, 0]),
    ...rows("seed-2", [2, 2, 2, 2])
  ];
  const runs = {methods: ["grpo", "ppo", "rloo"], seeds: ["grpo", "seed-2"]};

  it("is the sample standard deviation of the runs' pass@k, which resampling alike problems does not change", () => {
    const spread = trainingSpread("sums", counts, runs, options)!;
    // Means 0.5, 1 and 0: variance (0 + 0.25 + 0.25) / 2.
    const half = {estimate: 0.5, low: 0.5, high: 0.5};
    expect(spread.atOne.methods).toEqual(half);
    expect(spread.atOne.seeds).toEqual({estimate: 0, low: 0, high: 0});
    expect(spread.atOne.difference).toEqual(half);
    // At k = 4 the first two solve everything: means 1, 1 and 0.
    expect(spread.atMost.methods.estimate).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(spread.kMax).toBe(4);
  });

  it("leaves out runs without verdicts, and is null with fewer than two runs of a kind", () => {
    const {methods} = trainingSpread("sums", counts, {...runs, methods: ["grpo", "dapo", "ppo"]}, options)!;
    expect(methods).toEqual(["grpo", "ppo"]);
    expect(trainingSpread("sums", counts, {...runs, seeds: ["grpo", "seed-9"]}, options)).toBeNull();
    expect(trainingSpread("sums", counts, {...runs, methods: ["grpo"]}, options)).toBeNull();
  });
});

describe("seedRuns", () => {
  const policy = (id: string, label: string, role = "rl") => ({policy: id, label, role});

  it("finds the original and its copies by id or by label", () => {
    const original = policy("grpo", "GRPO");
    const copies = [policy("grpo-seed2", "GRPO again"), policy("run-7", "GRPO, seed 3")];
    const others = [
      policy("base", "Base", "base"),
      policy("ppo-seed2", "PPO (seed 2)"),
      policy("ppo", "PPO")
    ];
    expect(seedRuns([...others.slice(0, 2), original, ...copies, others[2]!])).toEqual([original, ...copies]);
    expect(seedRuns(others).map(({policy}) => policy)).toEqual(["ppo", "ppo-seed2"]);
  });

  it("is empty without copies, and takes no other word for a seed", () => {
    expect(seedRuns([policy("grpo", "GRPO"), policy("seedling", "GRPO with seeds")])).toEqual([]);
    expect(isSeedCopy(policy("seedling", "GRPO with seeds"))).toBe(false);
  });
});

describe("trainingStep", () => {
  const policy = {policy: "late", label: "GRPO, step 150", role: "rl"};

  it("is the card's, else the label's, 0 for a base and NaN where nothing tells", () => {
    expect(trainingStep(policy, [{policy: "late", steps: 300}])).toBe(300);
    expect(trainingStep(policy, [])).toBe(150);
    expect(trainingStep({...policy, role: "base"}, [{policy: "late", steps: 6000}])).toBe(0);
    expect(trainingStep({...policy, label: "GRPO"}, [])).toBeNaN();
  });
});
