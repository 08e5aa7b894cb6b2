import {describe, expect, it} from "vitest";
import {
  accuracyAnswer,
  accuracyCaption,
  accuracyCsv,
  aloneAnswer,
  aloneCaption
} from "../../../src/findings/sets/accuracy-text.js";
import {missingComparisons} from "../../../src/findings/shared/comparison.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {comparisons} from "../../../src/metrics/counts/comparison.js";
import {pairSet, policySets} from "../../../src/metrics/counts/policy-sets.js";
import {exampleCounts} from "../example-counts.js";
import {exampleStudy} from "../example-study.js";

const found = comparisons(exampleCounts, exampleStudy);

describe("the words of the accuracy histograms", () => {
  it("say how many problems are always and never solved", () => {
    expect(answerText(accuracyAnswer(found))).toBe(
      "Sums: GRPO always solves 2 of 5 problems and never solves 2; Base 0 and 2: only “always” grows; in the paper “never” grows too.\nClearly: beyond chance, McNemar’s exact p < 0.05 after Holm’s correction over 2 tests."
    );
  });

  it("count where there are several, with a case for each", () => {
    expect(answerText(accuracyAnswer([...found, ...found])).split("\n")).toEqual([
      "After training there are more problems that are always solved in both comparisons, nowhere clearly, and more that are never solved in none of 2.",
      ...Array<string>(2).fill(accuracyAnswer(found).lead),
      "Clearly: beyond chance, McNemar’s exact p < 0.05 after Holm’s correction over 4 tests."
    ]);
  });

  it("count what is beyond chance among all", () => {
    const counts = (c: (i: number) => number) => Array.from({length: 40}, (_, i) => ({n: 10, c: c(i)}));
    const problemIds = counts(() => 0).map((_, i) => `p${i}`);
    const moved = {
      ...found[0]!,
      counts: {problemIds, base: counts(() => 5), rl: counts((i) => (i % 2) * 10)}
    };
    expect(accuracyAnswer([moved, ...found]).lead).toBe(
      "After training there are more problems that are always solved in both comparisons, clearly in 1, and more that are never solved in 1 of 2, clearly."
    );
  });

  it("name benchmark, completions, verifier, seed and date in the caption", () => {
    expect(accuracyCaption(found, exampleStudy)).toContain(
      "Sums: 10 completions of each of 5 problems, verified by countdown@steps. Seed 7, drawn 2026-01-02."
    );
  });

  it("write every bar as CSV", () => {
    const lines = accuracyCsv(found.map(pairSet)).trim().split("\n");
    expect(lines).toHaveLength(1 + 2 * 12);
    expect(lines[0]).toBe("benchmark,policy,bin,low,high,problems");
    expect(lines[1]).toBe("sums,base,0,0,0,2");
    expect(lines[24]).toBe("sums,grpo,1,1,1,2");
  });
});

describe("the words of histograms of policies that are compared with none", () => {
  const base = exampleStudy.policies.filter(({policy}) => policy === "base");
  const sets = policySets(exampleCounts, {...exampleStudy, policies: base});

  it("speak of no other policy", () => {
    expect(answerText(aloneAnswer(sets))).toBe(
      "Sums: Base always solves 0 of 5 problems and never solves 2."
    );
    const caption = aloneCaption(sets, exampleStudy);
    expect(caption).toContain(
      "Sums, Base: 10 completions of each of 5 problems, verified by countdown@steps. Seed 7"
    );
    expect(caption).not.toMatch(/downwards|trained/);
    expect(accuracyCsv(sets).trim().split("\n")).toHaveLength(1 + 12);
  });
});

describe("missingComparisons", () => {
  it("is empty when every benchmark is compared", () => {
    expect(missingComparisons(found, exampleStudy)).toBe("");
  });

  it("names the benchmarks without verdicts and what to run", () => {
    expect(missingComparisons(comparisons([], exampleStudy), exampleStudy)).toMatch(
      /on: Sums\. Run npm run sample and npm run verify/
    );
  });

  it("says that a study without a trained policy needs one", () => {
    const study = {...exampleStudy, policies: exampleStudy.policies.slice(0, 1)};
    expect(missingComparisons([], study)).toMatch(/give a policy `base: ID`/);
  });
});
