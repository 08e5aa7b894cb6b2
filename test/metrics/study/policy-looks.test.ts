import {describe, expect, it} from "vitest";
import {policyLooks} from "../../../src/metrics/study/policy-looks.js";

const policy = (id: string, role: "base" | "rl", base: string | null = null) => ({policy: id, role, base});

describe("policyLooks", () => {
  const policies = [
    policy("early", "rl", "base"),
    policy("base", "base"),
    policy("grpo", "rl", "base"),
    policy("small", "base"),
    policy("small-grpo", "rl", "small"),
    policy("ppo", "rl", "base"),
    policy("code", "base"),
    policy("code-grpo", "rl", "code"),
    policy("blind", "base")
  ];
  const looks = policyLooks(policies, [
    {policies: ["early", "grpo"], isMain: false},
    {policies: ["base", "grpo", "small", "small-grpo"], isMain: true},
    {policies: ["code", "code-grpo", "blind"], isMain: true},
    {policies: ["grpo", "ppo"], isMain: false}
  ]);

  it("gives the first places to the policies of the main experiments", () => {
    expect([looks.get("base"), looks.get("grpo"), looks.get("code"), looks.get("code-grpo")]).toEqual([
      0, 0, 0, 0
    ]);
  });

  it("keeps policies of a role apart where they are drawn together, and only there", () => {
    expect([looks.get("small"), looks.get("small-grpo")]).toEqual([1, 1]);
    expect([looks.get("early"), looks.get("ppo")]).toEqual([1, 1]);
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
