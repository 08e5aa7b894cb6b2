import {describe, expect, it} from "vitest";
import {trainingGroups} from "../../../src/findings/training/training-groups.js";
import {trainingCaption} from "../../../src/findings/training/training-text.js";
import type {PolicySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../example-study.js";

const grpo = exampleStudy.policies[1]!;
const run = (policy: string, look: number, more: Partial<PolicySummary> = {}): PolicySummary => ({
  ...grpo,
  policy,
  label: policy.toUpperCase(),
  look,
  ...more
});
const policies = [
  run("grpo", 0),
  run("ppo", 1),
  run("ppo-2", 1, {seedOf: "ppo"}),
  run("slow", 2),
  run("small", 3),
  run("unlogged", 4)
];
const experiment = (id: string, ids: string[]) => ({
  experiment: id,
  policies: ids,
  benchmarks: ["sums"],
  n: null
});
const study = {
  ...exampleStudy,
  policies,
  experiments: [experiment("algorithms", ["grpo", "ppo"]), experiment("rates", ["grpo", "slow"])]
};
const points = policies.slice(0, -1).map(({policy}) => ({
  policy,
  step: 1,
  last_step: 5,
  width: 5,
  reward: 0.5,
  response_length: null,
  entropy: null,
  kl_to_base: null,
  validation_pass_at_1: null,
  validation_step: null
}));

describe("trainingGroups", () => {
  const groups = trainingGroups({points, missing: []}, study);

  it("groups runs by what they are compared in, repeats with the run that they repeat", () => {
    expect(groups.map(({title, runs}) => [title, runs.map(({policy}) => policy)])).toEqual([
      ["Algorithms", ["grpo", "ppo", "ppo-2"]],
      ["Learning rates", ["grpo", "slow"]],
      ["Other bases and tasks", ["small"]]
    ]);
  });

  it("gives a run the colour that it has on every page, and a repeat the look of its run", () => {
    const colours = groups.flatMap(({runs}) => runs.map(({policy, color}) => `${policy} ${color}`));
    expect(new Set(colours)).toEqual(
      new Set([
        "grpo var(--role-rl)",
        "ppo var(--role-rl-1)",
        "ppo-2 var(--role-rl-1)",
        "slow var(--role-rl-2)",
        "small var(--role-rl-3)"
      ])
    );
    const [, ppo, repeat] = groups[0]!.runs;
    expect([ppo!.isRepeat, repeat!.isRepeat]).toEqual([false, true]);
    expect(repeat!.dash).toBe(ppo!.dash);
  });

  it("says in the caption what faint lines are, where there are any", () => {
    expect(trainingCaption(groups[0]!)).toContain(
      "The faint line is a further run with another seed, in the colour of the run that it repeats."
    );
    expect(trainingCaption(groups[1]!)).not.toContain("faint");
  });
});
