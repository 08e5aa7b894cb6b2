import {describe, expect, it} from "vitest";
import {givenPolicies} from "../../scripts/shared/given-policies.js";

describe("givenPolicies", () => {
  it.each([
    [["rl=a.csv"], {}, {rl: "rl"}],
    [["my-RL=a.csv"], {}, {"my-rl": "rl"}],
    [["rl=a.csv"], {role: ["rl=base"]}, {rl: "base"}],
    [["qwen=a.csv"], {}, {qwen: "base"}],
    [["rl=a.csv", "qwen=b.csv"], {}, {rl: "rl", qwen: "base"}],
    [["qwen=a.csv", "grpo=b.csv"], {}, {qwen: "base", grpo: "rl"}],
    [["base=a.csv", "rl=b.csv"], {}, {base: "base", rl: "rl"}]
  ])("%j with %j has the roles %j", (args, options, roles) => {
    const policies = givenPolicies(args, options);
    expect(Object.fromEntries(policies.map(({id, role}) => [id, role]))).toEqual(roles);
    const base = policies.find(({role}) => role === "base")?.id ?? null;
    for (const policy of policies) expect(policy.base).toBe(policy.role === "rl" ? base : null);
  });
});
