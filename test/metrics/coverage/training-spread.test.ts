import {describe, expect, it} from "vitest";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {trainingSpread} from "../../../src/metrics/coverage/training-spread.js";
import {random} from "../../../src/random/random.js";
import {trainingStep} from "../../../src/metrics/study/training-step.js";

const options = {level: 0.95, replicates: 400, seed: 3};

function rows(policy: string, correct: readonly number[], n = 4): ProblemCount[] {
  return correct.map((c, i) => ({benchmark: "sums", policy, problem_id: `p${i}`, n, c}));
}

describe("trainingSpread", () => {
  const alike = (c: number): number[] => Array<number>(40).fill(c);
  const counts = [
    ...rows("grpo", alike(2)),
    ...rows("ppo", alike(4)),
    ...rows("rloo", alike(0)),
    ...rows("seed-2", alike(2))
  ];
  const runs = {methods: ["grpo", "ppo", "rloo"], seeds: ["grpo", "seed-2"]};

  it("is the sample standard deviation of the runs' pass@k, which resampling alike problems does not change", () => {
    const spread = trainingSpread("sums", counts, runs, options)!;
    // Means 0.5, 1 and 0: variance (0 + 0.25 + 0.25) / 2.
    expect(spread.atOne.methods).toEqual({estimate: 0.5, low: 0.5, high: 0.5});
    // At k = 4 the first two solve everything: means 1, 1 and 0.
    expect(spread.atMost.methods.estimate).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(spread.kMax).toBe(4);
  });

  it("leaves open what problems that were not drawn would do to runs that no problem parts", () => {
    const {methods, seeds, difference} = trainingSpread("sums", counts, runs, options)!.atOne;
    expect([seeds.estimate, seeds.low]).toEqual([0, 0]);
    expect(seeds.high).toBeCloseTo(1.96 / 40, 4);
    expect(difference).toEqual({
      estimate: 0.5,
      low: methods.low - seeds.high,
      high: methods.high - seeds.low
    });
  });

  it("begins at 0 where the noise of few problems would spread the runs as far", () => {
    const stream = random("runs that are alike");
    const noisy = ["a", "b", "c"].flatMap((policy) =>
      rows(
        policy,
        Array.from({length: 40}, () => stream.below(5))
      )
    );
    const {methods} = trainingSpread(
      "sums",
      noisy,
      {methods: ["a", "b", "c"], seeds: ["a", "b"]},
      options
    )!.atOne;
    expect(methods.estimate).toBeGreaterThan(0);
    expect(methods.low).toBe(0);
    expect(methods.high).toBeGreaterThan(methods.estimate);
  });

  it("ends at the largest k of the table beside it", () => {
    expect(trainingSpread("sums", counts, runs, {...options, kMax: 2})!.kMax).toBe(2);
  });

  it("leaves out runs without verdicts, and is null with fewer than two runs of a kind", () => {
    const {methods} = trainingSpread("sums", counts, {...runs, methods: ["grpo", "dapo", "ppo"]}, options)!;
    expect(methods).toEqual(["grpo", "ppo"]);
    expect(trainingSpread("sums", counts, {...runs, seeds: ["grpo", "seed-9"]}, options)).toBeNull();
    expect(trainingSpread("sums", counts, {...runs, methods: ["grpo"]}, options)).toBeNull();
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
