import {describe, expect, it} from "vitest";
import {outputEntropy} from "../../../src/metrics/perplexity/output-entropy.js";
import {tokenEntropy} from "../../../src/metrics/perplexity/token-entropy.js";

const options = {level: 0.95, replicates: 2000, seed: 1};

describe("outputEntropy", () => {
  it("is the mean over all tokens, as tokenEntropy of the completions", () => {
    const completions = [
      {meanEntropy: 0.5, completionTokens: 10},
      {meanEntropy: 0.2, completionTokens: 30},
      {meanEntropy: 1, completionTokens: 20}
    ];
    const problems = completions.map(({meanEntropy, completionTokens}) => ({
      entropy: meanEntropy * completionTokens,
      tokens: completionTokens
    }));
    expect(outputEntropy(problems, options).estimate).toBeCloseTo(tokenEntropy(completions), 12);
    expect(outputEntropy(problems, options).estimate).toBeCloseTo(31 / 60, 12);
  });

  it("has an interval over problems: with two of them, from the one to the other", () => {
    const problems = [
      {entropy: 2, tokens: 10},
      {entropy: 9, tokens: 10}
    ];
    const {estimate, low, high} = outputEntropy(problems, options);
    expect([estimate, low, high]).toEqual([0.55, 0.2, 0.9]);
  });

  it("does not widen with tokens: one problem tells nothing of others, and has no width", () => {
    expect(outputEntropy([{entropy: 3, tokens: 6}], options)).toEqual({estimate: 0.5, low: 0.5, high: 0.5});
  });

  it("is NaN without problems", () => {
    expect(outputEntropy([], options)).toEqual({estimate: NaN, low: NaN, high: NaN});
  });
});
