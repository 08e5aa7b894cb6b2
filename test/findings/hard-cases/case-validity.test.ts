import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {paperValidity, type PaperValidityReference} from "../../../src/figures/hard-cases/paper-validity.js";
import {
  caseAnswer,
  cotAnswer,
  cotCsv,
  decidedBy,
  validShare
} from "../../../src/findings/hard-cases/case-text.js";
import {policyValidity, studyValidity} from "../../../src/findings/hard-cases/case-validity.js";
import {cotPoints} from "../../../src/findings/hard-cases/cot-points.js";
import type {BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import type {ReadChain} from "../../../src/metrics/coverage/read-chain.js";
import {exampleStudy} from "../example-study.js";

const [base] = exampleStudy.policies;
const [steps] = exampleStudy.benchmarks;
const answers = {...steps!, verifier: "math@strict"};

/** Two problems solved rarely, one often, one without a judged completion. */
const counts: BenchmarkCounts = {
  benchmark: "sums",
  problemIds: ["a", "b", "c", "d"],
  policies: [{policy: "base", n: [100, 100, 100, 0], c: [2, 4, 50, 0]}]
};

const chain = (changes: Partial<ReadChain>): ReadChain => ({
  ...{study: "example", benchmark: "sums", problem_id: "a", policy: "base", sample_index: 0},
  ...{mark: "valid", reader: "EK", date: "2026-01-31", count: 1, correct: true},
  ...changes
});

describe("policyValidity", () => {
  it("takes the verifier's word where it checks every step", () => {
    const [row, ...others] = policyValidity(counts, steps!, base!, []);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      by: "verifier",
      validity: {hard: 2, withValid: 2, withoutValid: 0, undecided: 0}
    });
    expect(decidedBy(row!)).toBe("by the verifier");
    expect(caseAnswer([row!])).toBe(
      "On Sums, Base solves 2 of 3 problems rarely: above 0 and below 5% of the completions are correct. The verifier, countdown@steps, checks every step, so all 2 rest on a valid chain."
    );
  });

  it("counts readers' marks where it does not, and leaves other policies' and benchmarks' out", () => {
    const chains = [
      chain({}),
      chain({problem_id: "b", mark: "invalid", count: 4, reader: "AB"}),
      chain({problem_id: "c", policy: "grpo"}),
      chain({problem_id: "c", benchmark: "other"})
    ];
    const [row] = policyValidity(counts, answers, base!, chains);
    expect(row).toMatchObject({
      by: "readers",
      readers: ["AB", "EK"],
      validity: {hard: 2, withValid: 1, withoutValid: 1, undecided: 0},
      correct: 6,
      decided: 5
    });
    expect(decidedBy(row!)).toBe("by AB, EK");
    expect(caseAnswer([row!])).toContain(
      "For Base, readers found a valid chain for 1 of 2 and none for 1 (50.0% of the decided; 95% 1.3% to 98.7%); 0 undecided, with 5 of 6 correct completions marked."
    );
  });

  it("says what is still to be read", () => {
    const [row] = policyValidity(counts, answers, base!, []);
    expect(row!.validity).toEqual({hard: 2, withValid: 0, withoutValid: 0, undecided: 2});
    expect(decidedBy(row!)).toBe("not read yet");
    expect(caseAnswer([row!])).toContain(
      "Nobody has read the correct completions behind them yet: 6 of Base."
    );
  });

  it("keeps what a verifier of steps and what a reader says apart", () => {
    const rows = policyValidity(counts, steps!, base!, [chain({mark: "invalid", count: 2})]);
    expect(rows.map(({by, validity}) => [by, validity.withValid, validity.withoutValid])).toEqual([
      ["verifier", 2, 0],
      ["readers", 0, 1]
    ]);
  });

  it("has a row for each policy with completions, in the study's order", () => {
    expect(studyValidity([counts], exampleStudy, []).map(({policy}) => policy.policy)).toEqual(["base"]);
  });
});

describe("CoT-pass@k of a policy", () => {
  const [row] = policyValidity(counts, answers, base!, [chain({problem_id: "c", count: 50})]);
  const points = cotPoints(row!.problems);

  it("lies between all unread completions being invalid and all being valid", () => {
    expect(points[0]).toEqual({k: 1, pass: 0.56 / 3, low: 0.5 / 3, high: 0.56 / 3});
    const last = points.at(-1)!;
    expect([last.k, last.pass, last.low, last.high]).toEqual([100, 1, 1 / 3, 1]);
    expect(cotPoints([])).toEqual([]);
  });

  it("stands in a sentence and in the CSV", () => {
    const series = [{policy: base!, points}];
    expect(cotAnswer(series, answers)).toBe(
      "On Sums: Base has pass@100 of 100.0%, and a CoT-pass@100 between 33.3% and 100.0%."
    );
    const [head, first] = cotCsv(series, answers).split("\n");
    expect(head).toBe(
      "benchmark,policy,k,pass_at_k,cot_pass_at_k_low,cot_pass_at_k_high,read_estimate,read_low,read_high,judge_trust"
    );
    expect(first).toBe(["sums", "base", 1, 0.56 / 3, 0.5 / 3, 0.56 / 3, "", "", "", ""].join(","));
  });
});

describe("paperValidity", () => {
  it("reads the counts of data/reference/paper.json", () => {
    const paper = JSON.parse(readFileSync("data/reference/paper.json", "utf8")) as PaperValidityReference;
    const rows = paperValidity(paper);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({benchmark: "GSM8K", model: "base", valid: 24, hard: 25});
    expect(rows.at(-1)).toEqual({benchmark: "Visual reasoning", model: "RL", valid: 7, hard: 8});
  });
});

describe("validShare", () => {
  it("is the exact interval, and null where nothing is decided", () => {
    expect(validShare(7, 8)).toBe("47.3% to 99.7%");
    expect(validShare(0, 0)).toBeNull();
  });
});
