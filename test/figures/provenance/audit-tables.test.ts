import {describe, expect, it} from "vitest";
import {auditAnswer, cutAnswer, verdictTotals} from "../../../src/figures/provenance/audit-tables.js";
import {exampleStudy} from "../../findings/example-study.js";
import type {VerdictCount} from "../../../src/metrics/study/verifier-audit.js";

const row = (
  verdict: VerdictCount["verdict"],
  reason: string | null,
  completions: number,
  truncated = 0
) => ({
  verifier: "math@strict",
  benchmark: "sums",
  policy: "base",
  verdict,
  reason,
  completions,
  truncated,
  without_answer: 0
});

const counts = [
  row("correct", null, 60),
  row("error", "verifier_error", 2),
  row("incorrect", "mismatch", 8, 1),
  row("incorrect", "no_answer", 30, 4)
];

describe("verdictTotals", () => {
  it("adds up verdicts and sorts the reasons by their frequency", () => {
    expect(verdictTotals(counts)).toEqual([
      {
        verifier: "math@strict",
        benchmark: "sums",
        policy: "base",
        completions: 100,
        correct: 60,
        errors: 2,
        truncated: 5,
        reasons: [
          {reason: "no_answer", completions: 30},
          {reason: "mismatch", completions: 8},
          {reason: "verifier_error", completions: 2}
        ]
      }
    ]);
  });

  it("keeps policies apart", () => {
    const both = verdictTotals([...counts, {...row("correct", null, 5), policy: "grpo"}]);
    expect(both.map(({policy, completions}) => [policy, completions])).toEqual([
      ["base", 100],
      ["grpo", 5]
    ]);
  });
});

describe("auditAnswer", () => {
  it("says that nobody tells which completions were cut", () => {
    const benchmarks = exampleStudy.benchmarks.map((one) => ({...one, truncated: null}));
    expect(auditAnswer(verdictTotals(counts), {...exampleStudy, benchmarks})).toMatch(
      /itself, and no word of which completions were cut at a token limit\.$/
    );
  });

  it("says how many verdicts there are, and what could spoil them", () => {
    expect(auditAnswer(verdictTotals(counts), exampleStudy)).toBe(
      "math@strict gave 100 verdicts: 60.0% correct, 2 errors of the verifier itself, 5.0% on completions cut at the token limit."
    );
  });

  it("lists several verifiers", () => {
    const others = ["code@python", "dots@steps"].map((verifier) => ({...counts[0]!, verifier}));
    expect(auditAnswer(verdictTotals([...counts, ...others]), exampleStudy)).toMatch(
      /^math@strict, code@python, and dots@steps gave 220 verdicts: /
    );
  });

  it("says what to run where there are none", () => {
    expect(auditAnswer([], exampleStudy)).toContain("run npm run verify");
  });
});

describe("cutAnswer", () => {
  const cut = {
    verifier: "math@strict",
    benchmark: "sums",
    completions: 100,
    cut: 10,
    cut_correct: 3,
    cut_without_answer: 6,
    open_thought: 4,
    open_without_answer: 4,
    by_rule: 8
  };

  it("says how many verdicts the rule can have changed at most, and where most", () => {
    expect(cutAnswer([cut, {...cut, benchmark: "dots", completions: 1000}])).toBe(
      "20 judged completions were cut at the token limit, 12 of them before a complete answer; " +
        "8 end within a thought, 8 of them without an answer before it. " +
        "Without the rule 16 verdicts might be others, on a benchmark at most 8.0%."
    );
  });

  it("says that nothing was cut", () => {
    expect(cutAnswer([])).toContain("the rule changes nothing here");
  });
});
