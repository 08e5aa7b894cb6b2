import {describe, expect, it} from "vitest";
import {isSeedCopy, recipes, seedByName} from "../../../src/metrics/runs/seed-copies.js";

const policy = (id: string, label: string, role = "rl", base = "base") => ({policy: id, label, role, base});

describe("seedByName", () => {
  it("finds the original of a copy by id or by label", () => {
    const all = [
      policy("grpo", "GRPO"),
      policy("grpo-seed2", "GRPO again"),
      policy("run-7", "GRPO, seed 3"),
      policy("ppo-seed2", "PPO (seed 2)"),
      policy("ppo", "PPO")
    ];
    expect(all.map((one) => seedByName(one, all))).toEqual([null, "grpo", "grpo", "ppo", null]);
  });

  it("takes the first run for the original where none is without a seed", () => {
    const all = [policy("a", "GRPO seed 1"), policy("b", "GRPO seed 2")];
    expect(all.map((one) => seedByName(one, all))).toEqual([null, "a"]);
  });

  it("does not join runs of another base or role, and takes no other word for a seed", () => {
    const all = [
      policy("grpo", "GRPO"),
      policy("grpo-seed2", "GRPO", "rl", "other"),
      policy("seedling", "GRPO with seeds")
    ];
    expect(all.map((one) => seedByName(one, all))).toEqual([null, null, null]);
  });
});

describe("recipes", () => {
  it("are those with two runs or more, their runs in the order given", () => {
    const all = [
      {policy: "base"},
      {policy: "b2", seedOf: "b"},
      {policy: "a", seedOf: null},
      {policy: "b"},
      {policy: "a2", seedOf: "a"},
      {policy: "a3", seedOf: "a"},
      {policy: "alone"}
    ];
    expect(recipes(all)).toEqual([
      {recipe: "a", runs: ["a", "a2", "a3"]},
      {recipe: "b", runs: ["b", "b2"]}
    ]);
    expect(all.map(isSeedCopy)).toEqual([false, true, false, false, true, true, false]);
  });
});
