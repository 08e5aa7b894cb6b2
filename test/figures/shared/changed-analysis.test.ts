import {describe, expect, it} from "vitest";
import {analysisWords} from "../../../src/figures/shared/live/analysis-words.js";
import {impossibleAnalysis} from "../../../src/figures/shared/live/impossible-analysis.js";
import {readViewState} from "../../../src/figures/shared/live/view-state.js";
import {exampleStudy} from "../../findings/example-study.js";

const opened = readViewState("");

describe("analysisWords", () => {
  it("says nothing of the analysis that the page opens with, nor of another benchmark", () => {
    expect(analysisWords(opened)).toEqual([]);
    expect(analysisWords(readViewState("?benchmark=sums"))).toEqual([]);
  });

  it("says each thing that is changed", () => {
    const address =
      "?from=2&k=64&policies=base&verifier=math@paper&truncated=drop&guessable=0.05&guess=0.02&interval=bca&resample=clusters&seed=5";
    expect(analysisWords(readViewState(address))).toEqual([
      "1 policy",
      "verdicts of math@paper",
      "k from 2",
      "k up to 64",
      "without completions cut at the token limit",
      "without problems guessed at a rate above 5%",
      "a guess rate of 2%",
      "BCa intervals",
      "whole clusters of problems",
      "seed 5"
    ]);
  });
});

describe("impossibleAnalysis", () => {
  it.each([
    ["", null],
    ["?policies=base,nobody", null],
    ["?from=8&k=8", null],
    ["?policies=", "No policy is chosen: tick at least one."],
    ["?policies=nobody", "None of the policies in the address has completions here: tick others."],
    ["?from=64&k=8", "The smallest k, 64, is above the largest, 8: choose a smaller one."]
  ])("says of %j what is wrong: %j", (address, reason) => {
    expect(impossibleAnalysis(readViewState(address), exampleStudy.policies)).toBe(reason);
  });
});
