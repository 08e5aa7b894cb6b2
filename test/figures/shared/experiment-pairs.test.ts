import {describe, expect, it} from "vitest";
import {experimentPairs, pairedExperiments} from "../../../src/figures/shared/page/experiment-pairs.js";
import {accuracyAnswer} from "../../../src/findings/sets/accuracy-text.js";
import {solvableSets} from "../../../src/findings/sets/solvable-sets.js";
import {solvableAnswer} from "../../../src/findings/sets/solvable-text.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleCounts} from "../../findings/example-counts.js";
import {exampleStudy} from "../../findings/example-study.js";

const study: StudySummary = {
  ...exampleStudy,
  experiments: [
    {experiment: "algorithms", policies: ["base", "grpo"], benchmarks: ["sums"], n: null},
    {experiment: "code", policies: ["base"], benchmarks: ["sums"], n: null},
    {experiment: "math", policies: ["base", "grpo"], benchmarks: ["sums"], n: null}
  ]
};

describe("pairedExperiments", () => {
  it("are mathematics, code and visual reasoning, as far as the study has them", () => {
    expect(pairedExperiments(study).map(({value}) => value)).toEqual(["math", "code"]);
  });
});

describe("experimentPairs", () => {
  it("are the pairs of the experiment's own policies", () => {
    const rls = (experiment: string) =>
      experimentPairs(exampleCounts, study, experiment).map(({rl}) => rl.policy);
    expect([rls("math"), rls("code"), rls("visual")]).toEqual([["grpo"], [], []]);
  });

  it("are counted in the answers where there are many", () => {
    const [pair] = experimentPairs(exampleCounts, study, "math");
    const many = Array.from({length: 4}, () => pair!);
    const [accuracy, solvable] = [accuracyAnswer(many), solvableAnswer(many.map(solvableSets))];
    expect(accuracy.lead).toBe(
      "After training there are more problems that are always solved in all 4 comparisons, nowhere clearly, and more that are never solved in none of 4."
    );
    expect(accuracy.note).toMatch(/McNemar’s exact .* over 8 tests/);
    expect(solvable.lead).toBe(
      "After RLVR fewer problems are ever solved in none of 4 comparisons. In all, 4 were lost and 4 gained."
    );
    for (const {cases} of [accuracy, solvable]) expect(cases).toHaveLength(4);
  });
});
