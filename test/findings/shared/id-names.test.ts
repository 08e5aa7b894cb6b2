import {describe, expect, it} from "vitest";
import {holdsIds, idNames, namedId} from "../../../src/findings/shared/id-names.js";
import {exampleStudy} from "../example-study.js";

const names = idNames(exampleStudy);

describe("names of ids", () => {
  it("stand before ids of policies and benchmarks", () => {
    expect(["base", "grpo", "sums"].map((id) => namedId(id, names))).toEqual([
      "Base (base)",
      "GRPO (grpo)",
      "Sums (sums)"
    ]);
  });

  it("say an id once where it tells policies of one label apart", () => {
    const [base] = exampleStudy.policies;
    const twins = idNames({...exampleStudy, policies: [base!, {...base!, policy: "other"}]});
    expect(namedId("other", twins)).toBe("Base, other");
  });

  it("are given to columns of ids alone", () => {
    expect(holdsIds(["base", null, "grpo"], names)).toBe(true);
    expect(holdsIds(["base", "p01"], names)).toBe(false);
    expect(holdsIds([1, "base"], names)).toBe(false);
    expect(holdsIds([null], names)).toBe(false);
  });
});
