import {describe, expect, it} from "vitest";
import {inferredExperiments, modelOf} from "../../loaders/schema/study/inferred-experiments.js";
import type {Role} from "../../loaders/schema/domain.js";

const policy = (
  id: string,
  role: Role,
  base: string | null = null,
  label = id,
  temperature: number | null = null
) => ({
  id,
  label,
  role,
  base,
  temperature,
  power: null as number | null,
  model: modelOf(label, {}),
  benchmarks: null as string[] | null
});
const sums = {id: "sums", verifier: "math@strict", domain: null};
const programs = {id: "programs", verifier: "code@python", domain: null};
const ids = (policies: ReturnType<typeof policy>[], benchmarks = [sums]) =>
  inferredExperiments(policies, benchmarks).map((one) => [one.id, one.policies, one.benchmarks]);

describe("inferredExperiments", () => {
  it("compares every policy in each domain that the benchmarks tell of", () => {
    const stated = {id: "charts", verifier: "lm-eval@exact_match", domain: "visual" as const};
    expect(
      inferredExperiments([policy("a", "base")], [sums, programs, stated]).map((one) => [
        one.id,
        one.benchmarks
      ])
    ).toEqual([
      ["math", ["sums"]],
      ["code", ["programs"]],
      ["visual", ["charts"]]
    ]);
  });

  it("leaves out of a domain the policies that are asked none of its benchmarks", () => {
    const [general, narrow] = [policy("a", "base"), {...policy("b", "base"), benchmarks: ["sums"]}];
    expect(ids([general, narrow], [sums, programs])).toEqual([
      ["math", ["a", "b"], ["sums"]],
      ["code", ["a"], ["programs"]]
    ]);
    expect(ids([narrow], [sums, programs])).toEqual([["math", ["b"], ["sums"]]]);
  });

  it("has distillation where a base was distilled and trained by RL, with all that comes from it", () => {
    const policies = [
      policy("a", "base"),
      policy("a-rl", "rl", "a"),
      policy("a-teacher", "distilled", "a"),
      policy("b", "base")
    ];
    expect(ids(policies)[1]).toEqual(["distillation", ["a", "a-rl", "a-teacher"], ["sums"]]);
    expect(ids(policies.filter(({role}) => role !== "rl"))).toHaveLength(1);
  });

  it("has sharpening where a base that RL trained a model from is drawn from a power too", () => {
    const policies = [
      policy("a", "base", null, "Qwen"),
      policy("a-rl", "rl", "a", "Zero"),
      {...policy("a4", "base", null, "Qwen, power 4"), power: 4},
      {...policy("a8", "base", null, "Qwen at power 8"), power: 8},
      {...policy("b4", "base", null, "Llama, power 4"), power: 4}
    ];
    expect(ids(policies)[1]).toEqual(["sharpening", ["a", "a-rl", "a4", "a8"], ["sums"]]);
    expect(ids(policies.filter(({role}) => role !== "rl"))).toHaveLength(1);
    expect(ids([policies[0]!, policies[1]!, policies[4]!])).toHaveLength(1);
  });

  it("has training steps where two policies of one base say theirs", () => {
    const policies = [
      policy("a", "base"),
      policy("s100", "rl", "a", "Zero, step 100"),
      policy("s200", "rl", "a", "Zero, step 200"),
      policy("other", "rl", "a", "Other")
    ];
    expect(ids(policies)[1]).toEqual(["steps", ["a", "s100", "s200"], ["sums"]]);
    expect(ids(policies.slice(0, 2))).toHaveLength(1);
  });

  it("has algorithms where models name several, not where they may differ in anything", () => {
    const base = policy("a", "base");
    const kl = [policy("grpo", "rl", "a"), policy("grpo-kl", "rl", "a"), policy("zero", "rl", "a")];
    expect(ids([base, ...kl]).map(([id]) => id)).toEqual(["math"]);
    const named = [policy("x", "rl", "a", "Qwen2.5-7B Dr. GRPO"), policy("RLOO_7b", "rl", "a"), ...kl];
    expect(ids([base, ...named])[1]).toEqual(["algorithms", ["a", "x", "RLOO_7b", "grpo"], ["sums"]]);
    const words = [policy("supported", "rl", "a"), policy("oppose", "rl", "a")];
    expect(ids([base, ...words]).map(([id]) => id)).toEqual(["math"]);
  });

  it("has algorithms where models of one base name theirs, not for checkpoints or temperatures", () => {
    const policies = [policy("a", "base"), policy("ppo", "rl", "a"), policy("grpo", "rl", "a")];
    expect(ids(policies)[1]).toEqual(["algorithms", ["a", "ppo", "grpo"], ["sums"]]);
    expect(ids(policies.slice(0, 2))).toHaveLength(1);
    const steps = [policy("s1", "rl", "a", "Zero, step 100"), policy("s2", "rl", "a", "Zero, step 200")];
    expect(ids([policies[0]!, ...steps]).map(([id]) => id)).toEqual(["math", "steps"]);
    const warm = [policy("w", "rl", "a", "Zero, T = 0.6"), policy("h", "rl", "a", "Zero (T=1.0)")];
    expect(ids([policies[0]!, ...warm]).map(([id]) => id)).toEqual(["math"]);
  });

  it("has temperature where a pair of the same models stands at several temperatures, the same for both", () => {
    const pairs = [0.6, 1].flatMap((t) => [
      policy(`a${t}`, "base", null, `A, T = ${t}`, t),
      policy(`z${t}`, "rl", `a${t}`, `Zero, T = ${t}`, t)
    ]);
    expect(ids(pairs)[1]).toEqual(["temperature", ["a0.6", "z0.6", "a1", "z1"], ["sums"]]);
    expect(ids(pairs.slice(0, 2))).toHaveLength(1);
    expect(ids(pairs.map((one) => ({...one, temperature: null})))).toHaveLength(1);
    expect(ids(pairs.map((one, i) => ({...one, model: `${one.model}${i}`})))).toHaveLength(1);
    const mixed = pairs.map((one) => (one.id === "z1" ? {...one, temperature: 0.6} : one));
    expect(ids(mixed)).toHaveLength(1);
  });
});

describe("modelOf", () => {
  it.each([
    ["Qwen2.5-7B", {}, "Qwen2.5-7B"],
    ["Qwen2.5-7B, T = 0.6", {}, "Qwen2.5-7B"],
    ["Qwen2.5-7B (temperature 1.0)", {}, "Qwen2.5-7B"],
    ["qwen-t1.2", {}, "qwen"],
    ["Base T=1", {model: "weights/base"}, "weights/base"]
  ])("of %s with %j is %s", (label, settings, model) => {
    expect(modelOf(label, settings)).toBe(model);
  });
});
