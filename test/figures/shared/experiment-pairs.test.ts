import {describe, expect, it} from "vitest";
import {experimentPairs, pairedExperiments} from "../../../src/figures/shared/page/experiment-pairs.js";
import {accuracyAnswer} from "../../../src/findings/sets/accuracy-text.js";
import {solvableSets} from "../../../src/findings/sets/solvable-sets.js";
import {solvableAnswer} from "../../../src/findings/sets/solvable-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
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
    expect(answerText(accuracyAnswer(many))).toMatch(
      /^“Always” grows in 4 of 4 comparisons \(in 0 beyond chance, .* over 8 tests\) and “never” in 0 \(0\); both do, as in the paper, in 0 \(0\)\.\nSums: GRPO always solves [^\n]*$/
    );
    expect(answerText(solvableAnswer(many.map(solvableSets)))).toMatch(
      /^The solvable set is smaller after RLVR in 0 of 4 comparisons \(in 0 beyond chance, .*\) and larger in 0 \(0\)\.\nSums: Base solves [^\n]*$/
    );
  });
});
