import {describe, expect, it} from "vitest";
import {claimsAnswer} from "../../src/figures/overview/claim-list.js";
import {caseSentence} from "../../src/findings/claim-sentence.js";
import {
  caseCounts,
  caseTitle,
  meanText,
  measurementText,
  summaryText
} from "../../src/findings/claim-text.js";
import type {Claim, ClaimCase} from "../../src/metrics/claims/claim.js";
import {exampleStudy} from "./example-study.js";

const one: ClaimCase = {
  experiment: "math",
  benchmark: "sums",
  policies: ["base", "grpo"],
  verdict: "supported",
  numbers: [
    {quantity: "difference at k = 1", unit: "points", estimate: 0.1, low: 0.04, high: 0.16, n: 100},
    {quantity: "k*", unit: "k", estimate: 2.8, low: 1, high: null, n: 100}
  ]
};

describe("the words of a claim", () => {
  it("count its cases", () => {
    expect(caseCounts([one])).toBe("holds in 1 of 1 case");
    expect(caseCounts([one, {...one, verdict: "undecided"}, {...one, verdict: "not supported"}])).toBe(
      "holds in 1 of 3 cases, is contradicted in 1, is open in 1, after Holm’s correction"
    );
  });

  it("say what may be luck, of a case and of how many", () => {
    const lucky = {...one, luck: {k: 512, floor: 0.99}};
    expect(caseCounts([lucky, {...lucky, verdict: "undecided"}, one])).toBe(
      "holds in 2 of 3 cases (1 of them may be luck), is open in 1, after Holm’s correction"
    );
    expect(caseSentence("ablations", {...lucky, numbers: [one.numbers[0]!]})).toMatch(
      /with one try; may be luck: with 512 tries guessing alone solves 99%\.$/
    );
  });

  it("name benchmark and pair, or the benchmark of a group", () => {
    expect(caseTitle(one, exampleStudy)).toBe("Sums, Base → GRPO");
    expect(caseTitle({...one, policies: ["base", "grpo", "other"]}, exampleStudy)).toBe("Sums");
  });

  it("tell a case in one line with two numbers at most, seen from who is ahead", () => {
    const points = (k: number, estimate: number, low: number, high: number) => ({
      quantity: `difference at k = ${k}`,
      unit: "points" as const,
      estimate,
      low,
      high,
      n: 100
    });
    const told = (...numbers: ClaimCase["numbers"]) => caseSentence("crossing", {...one, numbers});
    expect(told(points(1, 0.1, 0.04, 0.16), points(512, -0.2, -0.3, -0.1))).toBe(
      "ahead by 10.0 points (4.0 to 16.0) with one try, behind by 20.0 points (10.0 to 30.0) with 512 tries."
    );
    expect(told(points(1, -0.1, -0.16, 0.04), points(512, 0, -0.1, 0.1))).toBe(
      "behind by 10.0 points (−4.0 to 16.0) with one try, level with 512 tries."
    );
    expect(
      caseSentence("subset", {
        ...one,
        numbers: [{...points(1, 0, 0, 0.5), quantity: "solved of the 2 that the base did not solve"}]
      })
    ).toBe("RL solves 0% (0% to 50%) of the 2 that the base did not solve.");
  });

  it("show every unit, and what has no interval or no value", () => {
    const text = (unit: "points" | "share" | "k" | "perplexity", values: (number | null)[]) => {
      const [estimate, low, high] = values as [number | null, number | null, number | null];
      return measurementText({quantity: "", unit, estimate, low, high, n: 1});
    };
    expect(text("share", [0.5, 0.4, 0.6])).toBe("50.0% (40.0% to 60.0%)");
    expect(text("perplexity", [1.5, 1.25, 2])).toBe("1.500 (1.250 to 2.000)");
    expect(text("points", [0.04, null, null])).toBe("+4.0 points");
    expect([text("k", [null, 3, null]), text("share", [null, null, null])]).toEqual([
      "beyond the largest k",
      "not measured"
    ]);
  });

  it("sum up what cases have in common, with the number of sets of each quantity where these differ", () => {
    const one = {
      ...{quantity: "with one try", unit: "points" as const, evidence: "for" as const, cases: 4, effects: 3},
      ...{estimate: 0.1, low: 0.05, high: 0.15, tauSquared: 0, q: 1, iSquared: 0, prediction: null}
    };
    const share = {...one, quantity: "below the base’s median", unit: "share" as const};
    expect(summaryText([one])).toBe(
      "Mean over 3 sets of problems, with how far these differ: with one try +10.0 points (+5.0 to +15.0)."
    );
    expect(summaryText([one, {...share, effects: 5}])).toBe(
      "Mean over sets of problems, with how far these differ: with one try over 3 +10.0 points (+5.0 to +15.0) and below the base’s median over 5 10.0% (5.0% to 15.0%)."
    );
    expect(summaryText([])).toBe("");
  });

  it("say what their mean says of the claim, of all quantities or of each", () => {
    const effect = {cases: 4, effects: 3, estimate: 0.1, low: 0.05, high: 0.15, tauSquared: 0, q: 1};
    const mean = (quantity: string, evidence: "for" | "against" | "open") => ({
      ...{...effect, iSquared: 0, prediction: null, unit: "points" as const},
      quantity,
      evidence
    });
    expect(meanText([mean("with one try", "for"), mean("with the most tries", "for")])).toBe(
      "The mean over sets of problems bears out the claim."
    );
    expect(meanText([mean("with one try", "against")])).toBe(
      "The mean over sets of problems contradicts the claim."
    );
    expect(meanText([mean("with one try", "open"), mean("with the most tries", "against")])).toBe(
      "The mean over sets of problems contradicts “with the most tries” and does not decide “with one try”."
    );
    expect(meanText([])).toBe("");
  });

  it("sum up how many claims came out how", () => {
    const claim: Claim = {id: "crossing", claim: "", paper: "", verdict: "supported", summary: [], cases: []};
    expect(claimsAnswer([claim, {...claim, verdict: "no data"}])).toBe(
      "Of the paper’s 2 claims, this study supports 1 and has no data for 1."
    );
    const verdicts = ["supported", "supported", "not supported", "undecided", "no data"] as const;
    expect(claimsAnswer(verdicts.map((verdict) => ({...claim, verdict})))).toBe(
      "Of the paper’s 5 claims, this study supports 2, does not support 1, leaves 1 undecided, and has no data for 1."
    );
  });
});
