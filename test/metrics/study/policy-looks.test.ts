import {describe, expect, it} from "vitest";
import {policyLooks, roleColors} from "../../../src/metrics/study/policy-looks.js";

const policy = (id: string, role: "base" | "rl", base: string | null = null, label = id) => ({
  policy: id,
  role,
  base,
  label
});

describe("policyLooks", () => {
  const policies = [
    policy("early", "rl", "base"),
    policy("base", "base", null, "Base"),
    policy("grpo", "rl", "base", "GRPO"),
    policy("small", "base"),
    policy("small-grpo", "rl", "small"),
    policy("ppo", "rl", "base"),
    policy("code", "base", null, "Base"),
    policy("code-grpo", "rl", "code", "GRPO"),
    policy("blind", "base"),
    {...policy("ppo-2", "rl", "base"), seedOf: "ppo"}
  ];
  const drawings = [
    {policies: ["early", "grpo"], isMain: false},
    {policies: ["base", "grpo", "small", "small-grpo"], isMain: true},
    {policies: ["code", "code-grpo", "blind"], isMain: true},
    {policies: ["grpo", "ppo", "ppo-2"], isMain: false}
  ];
  const looks = policyLooks(policies, drawings);

  it("gives the first places to the policies of the main experiments, one to those of one name", () => {
    expect([looks.get("base"), looks.get("grpo"), looks.get("code"), looks.get("code-grpo")]).toEqual([
      0, 0, 0, 0
    ]);
    expect([looks.get("small"), looks.get("small-grpo")]).toEqual([1, 1]);
  });

  it("gives no place to two policies of other names, on whatever page they stand", () => {
    expect([looks.get("early"), looks.get("ppo")]).toEqual([2, 3]);
  });

  it("gives policies of one name places of their own where they are drawn together", () => {
    const twins = [policy("a", "rl", "base", "GRPO"), policy("b", "rl", "base", "GRPO")];
    const places = (ids: string[][]) => [
      ...policyLooks(
        twins,
        ids.map((policies) => ({policies, isMain: true}))
      ).values()
    ];
    expect(places([["a"], ["b"]])).toEqual([0, 0]);
    expect(places([["a", "b"]])).toEqual([0, 1]);
  });

  it("lets a further training run look as the one that it repeats", () => {
    expect(looks.get("ppo-2")).toBe(looks.get("ppo"));
  });

  it("begins the colours again for those alone that stand beside no other of that colour", () => {
    const many = Array.from({length: roleColors.rl + 1}, (_, i) => policy(`p${i}`, "rl", "base"));
    const ids = many.map((one) => one.policy);
    const last = (beside: string[]) =>
      policyLooks(many, [{policies: beside, isMain: true}]).get(ids.at(-1)!)!;
    expect(last([])).toBe(roleColors.rl);
    expect(last([ids[0]!, ids.at(-1)!]) % roleColors.rl).not.toBe(0);
    expect(last(ids)).toBe(roleColors.rl);
  });

  it("leaves a control of a main experiment without, and nobody where no policy has a base", () => {
    expect(looks.get("blind")).toBeNull();
    expect([
      ...policyLooks(
        [policy("a", "base"), policy("b", "base")],
        [{policies: ["a", "b"], isMain: true}]
      ).values()
    ]).toEqual([0, 1]);
  });
});
