import {describe, expect, it} from "vitest";
import {outputEntropy} from "../../../src/metrics/perplexity/output-entropy.js";
import {tokenEntropy} from "../../../src/metrics/perplexity/token-entropy.js";

const options = {level: 0.95};

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

  it("has Student's interval over problems, which two hardly bound", () => {
    // Without skewness: 0.55 minus and plus t(5) = 2.571 times the standard error 0.35 / sqrt(5).
    const six = [0.2, 0.9, 0.2, 0.9, 0.2, 0.9].map((entropy) => ({entropy: 10 * entropy, tokens: 10}));
    const {estimate, low, high} = outputEntropy(six, options);
    expect(estimate).toBeCloseTo(0.55, 12);
    expect(low).toBeCloseTo(0.55 - (2.5706 * 0.35) / Math.sqrt(5), 3);
    expect(high).toBeCloseTo(0.55 + (2.5706 * 0.35) / Math.sqrt(5), 3);
    expect(outputEntropy(six.slice(0, 2), options).low).toBe(0);
  });

  it("reaches further to the side where the values have their tail", () => {
    const skewed = [1, 1, 1, 1, 1, 1, 1, 1, 1, 8].map((entropy) => ({entropy, tokens: 10}));
    const {estimate, low, high} = outputEntropy(skewed, options);
    expect(high - estimate).toBeGreaterThan(2 * (estimate - low));
  });

  it("does not widen with tokens: one problem tells nothing of others, and has no width", () => {
    expect(outputEntropy([{entropy: 3, tokens: 6}], options)).toEqual({estimate: 0.5, low: 0.5, high: 0.5});
  });

  it("is NaN without problems", () => {
    expect(outputEntropy([], options)).toEqual({estimate: NaN, low: NaN, high: NaN});
  });
});
