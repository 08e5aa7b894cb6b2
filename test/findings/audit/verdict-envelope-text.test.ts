import {describe, expect, it} from "vitest";
import {
  verdictEnvelopeAnswer,
  verdictEnvelopeCsv
} from "../../../src/findings/audit/verdict-envelope-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import type {VerdictEnvelope} from "../../../src/metrics/audit/verdict-envelope.js";
import {exampleStudy} from "../example-study.js";

const points = [
  {k: 1, coverage: 0.4, low: 0.35, high: 0.45},
  {k: 4, coverage: 0.7, low: 0.6, high: 0.8}
];
const envelope: VerdictEnvelope = {
  ...{benchmark: "sums", base: "base", policy: "grpo"},
  falsePositives: {wrong: 1, of: 50, estimate: 0.02, low: 0.001, high: 0.107},
  falseNegatives: null,
  source: null,
  curves: [
    {policy: "base", cut: 0, points},
    {policy: "grpo", cut: 12, points}
  ],
  difference: [
    {k: 1, estimate: 0.1, low: 0.02, high: 0.2},
    {k: 4, estimate: -0.1, low: -0.3, high: 0.1}
  ],
  crossing: {estimate: 2.8, low: 1, high: null}
};

describe("verdictEnvelopeAnswer", () => {
  it("says what could turn round, from which rates, and the range of k*", () => {
    expect(answerText(verdictEnvelopeAnswer([envelope], exampleStudy))).toBe(
      "Sums, GRPO against Base: 1 of 50 checked verdicts “correct” wrong (at most 10.7%) and 12 cut completions that count as wrong; " +
        "k* = 2.8 may lie from at most 1 to beyond 4, the difference with 4 tries, −10.0 points, from −30.0 to +10.0."
    );
    const cutAlone = {...envelope, falsePositives: null, crossing: {estimate: 2.8, low: 2.8, high: 2.8}};
    const two = verdictEnvelopeAnswer([envelope, cutAlone], exampleStudy);
    expect(two.lead).toBe(
      "At 2 of 4 ends of the curves, errors of the verifier and cut completions could turn the lead round at worst. For 1 of 2 pairs nobody gave a rate of errors: there the envelopes are of cut completions alone."
    );
    expect(two.cases[1]!.text).toContain("k* stays 2.8");
  });

  it("says who checked where somebody says it", () => {
    const [told] = verdictEnvelopeAnswer(
      [{...envelope, source: "a second program"}, envelope],
      exampleStudy
    ).cases;
    expect(told!.text).toContain("“correct” wrong (at most 10.7%; source: a second program) and 12 cut");
    const cutAlone = {...envelope, falsePositives: null, source: "a second program"};
    expect(verdictEnvelopeAnswer([cutAlone, envelope], exampleStudy).cases[0]!.text).not.toContain("source");
  });

  it("has nothing to draw without rates and cut completions, and writes every value", () => {
    expect(verdictEnvelopeAnswer([], exampleStudy).lead).toMatch(/no envelope to draw\.$/);
    expect(verdictEnvelopeCsv([envelope]).trim().split("\n")).toHaveLength(1 + 4 + 2);
  });
});
