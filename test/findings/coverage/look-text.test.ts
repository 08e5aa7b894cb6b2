import {describe, expect, it} from "vitest";
import {coverageAnswer} from "../../../src/findings/coverage/coverage-answer.js";
import {coverageView} from "../../../src/findings/coverage/coverage-view.js";
import {hereText, lookedSentence, lookText} from "../../../src/findings/coverage/look-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import type {RecordedResult} from "../../../src/metrics/coverage/recorded-result.js";
import {exampleStudy, exampleTable} from "../example-study.js";

const crossing: RecordedResult = {
  ...{settled: "crossing", k_max: 512, none_below: 9.04},
  ...{k_star: 11, low: 9.04, high: 13.7}
};
const none: RecordedResult = {
  ...{settled: "rl-ahead", k_max: 16_384, none_below: 16_384},
  ...{k_star: null, low: null, high: null}
};
const bounded: RecordedResult = {...none, k_max: 2048, none_below: 10_000};
const open: RecordedResult = {...crossing, settled: "open", low: 30.2, high: null};
const nothing: RecordedResult = {...open, settled: "open", low: 1, none_below: 0};
const terminal = {level: 0.95, isPage: false};

describe("hereText", () => {
  it("says what is settled of k*, and with which confidence", () => {
    expect(hereText(crossing, terminal)).toBe("k* in [9, 14] at 95 %");
    expect(hereText({...crossing, settled: "base-ahead", high: 1}, terminal)).toBe(
      "the base is ahead from k = 1 on at 95 %"
    );
    expect(hereText({...none, none_below: 10_000, k_max: 10_000}, terminal)).toBe(
      "no crossing below 10^4 at 95 %"
    );
    expect(hereText(none, terminal)).toBe("no crossing below 16,384 at 95 %");
    expect(hereText({...none, settled: "unsolved"}, terminal)).toBe("no problem was solved by either");
  });

  it("never speaks of a k beyond what was measured without saying so", () => {
    expect(hereText(bounded, terminal)).toMatch(
      /^no crossing below 10\^4 at 95 % \(measured to k = 2,048; beyond it a bound: /
    );
    expect(hereText(open, terminal)).toBe("open: k* 30 or more at 95 %, measured to k = 512");
    expect(hereText(nothing, terminal)).toBe("open: anything up to 512 and beyond may be k*");
    expect(hereText({...nothing, k_max: null, low: null}, terminal)).toBe("open: nothing measured");
  });

  it("goes on to problems like these", () => {
    expect(lookText({here: bounded, population: {...none, k_max: 4096}}, terminal)).toMatch(
      /; for problems like these: no crossing below 4,096 at 95 %$/
    );
  });
});

describe("lookedSentence", () => {
  const looked = {completions: 61_000, planned: 384_000, level: 0.95, pairs: []};
  const sentence = (here: RecordedResult): string => lookedSentence(looked, {base: "base", rl: "grpo", here});

  it("says of how many completions it was decided, given up or is open", () => {
    expect(sentence(crossing)).toBe(
      "Decided after 61,000 of 384,000 completions, on these problems: k* in [9, 14] at 95%."
    );
    expect(sentence(bounded)).toMatch(
      /^Decided after .* no crossing below 10⁴ at 95% \(measured to k = 2,048; .*\)\.$/
    );
    expect(sentence(open)).toBe(
      "Still open after 61,000 of 384,000 completions, on these problems: k* 30 or more at 95%, measured to k = 512."
    );
    expect(sentence({...none, settled: "unsolved"})).toMatch(
      /^Given up after .*: no problem was solved by either\.$/
    );
  });

  it("stands in the answer of the figure and in its numbers", () => {
    const view = coverageView(exampleTable, exampleStudy, "sums", {})!;
    const {base, rl} = view.coverage.comparisons[0]!;
    const coverage = {...view.coverage, looked: {...looked, pairs: [{base, rl, here: crossing}]}};
    const answer = coverageAnswer({...view, coverage});
    expect(answer.lead).toContain(
      "Decided after 61,000 of 384,000 completions, on these problems: k* in [9, 14] at 95%."
    );
    expect(answerText(answer)).toMatch(/\nSums, .*Decided after 61,000 .*\./);
    expect(coverageAnswer(view).lead).not.toContain("Decided");
  });
});
