import {describe, expect, it} from "vitest";
import {inferredExperiments} from "../../loaders/schema/inferred-experiments.js";
import type {Role} from "../../loaders/schema/domain.js";

const policy = (id: string, role: Role, base: string | null = null, label = id) => ({id, label, role, base});
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
});
