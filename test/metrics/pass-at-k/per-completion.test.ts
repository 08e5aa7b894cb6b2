import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {chainValidity} from "../../../src/metrics/coverage/chain-validity.js";
import {coverageAtCost} from "../../../src/metrics/coverage/coverage-at-cost.js";
import {cotPassAtK} from "../../../src/metrics/pass-at-k/cot-pass-at-k.js";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {answerEntropy} from "../../../src/metrics/perplexity/answer-entropy.js";
import {perplexity} from "../../../src/metrics/perplexity/perplexity.js";
import {tokenEntropy} from "../../../src/metrics/perplexity/token-entropy.js";
import {accuracyHistogram} from "../../../src/metrics/sets/accuracy-histogram.js";

describe("answerEntropy", () => {
  it("is 0 when all agree and ln m for m equal answers", () => {
    expect(answerEntropy([7])).toBe(0);
    expect(answerEntropy([3, 3, 3, 3])).toBeCloseTo(Math.log(4), 14);
    expect(answerEntropy([3, 1, 0])).toBeCloseTo(0.75 * Math.log(4 / 3) + 0.25 * Math.log(4), 14);
    expect(answerEntropy([])).toBeNaN();
  });

  it("does not depend on the order of the answers and never exceeds ln m", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 50}), {minLength: 1, maxLength: 9}), (counts) => {
        expect(answerEntropy(counts)).toBeCloseTo(answerEntropy([...counts].reverse()), 12);
        expect(answerEntropy(counts)).toBeLessThanOrEqual(Math.log(counts.length) + 1e-12);
      })
    );
  });
});

it("tokenEntropy weighs completions by their tokens and leaves out those without an entropy", () => {
  const completions = [
    {meanEntropy: 1, completionTokens: 10},
    {meanEntropy: 4, completionTokens: 5},
    {meanEntropy: null, completionTokens: 1000}
  ];
  expect(tokenEntropy(completions)).toBe(2);
  expect(tokenEntropy([])).toBeNaN();
});

it("perplexity is the inverse geometric mean of the token probabilities", () => {
  expect(perplexity(Math.log(0.5) + Math.log(0.125), 2)).toBeCloseTo(4, 14);
  expect(perplexity(0, 3)).toBe(1);
  expect(perplexity(-Infinity, 3)).toBe(Infinity);
  expect(perplexity(0, 0)).toBeNaN();
});

describe("accuracyHistogram", () => {
  it("keeps exactly 0 and exactly 1 apart and closes the other bins above", () => {
    const cs = [0, 0, 1, 10, 11, 20, 95, 99, 100];
    const bins = accuracyHistogram(cs.map((c) => ({n: 100, c})));
    expect(bins).toHaveLength(12);
    expect(bins.map(({count}) => count)).toEqual([2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 2, 1]);
    expect([bins[0]!.label, bins[1]!.label, bins[10]!.label, bins[11]!.label]).toEqual([
      "0",
      "(0, 0.1]",
      "(0.9, 1)",
      "1"
    ]);
  });

  it("puts every tenth into the bin that ends there, for any n", () => {
    for (const n of [10, 30, 70, 128, 1024, 131070]) {
      for (let tenth = 1; tenth <= 9; tenth++) {
        if ((n * tenth) % 10) continue;
        expect(accuracyHistogram([{n, c: (n * tenth) / 10}])[tenth]!.count).toBe(1);
        expect(accuracyHistogram([{n, c: (n * tenth) / 10 + 1}])[tenth]!.count).toBe(0);
      }
    }
  });

  it("leaves out problems without completions", () => {
    expect(accuracyHistogram([{n: 0, c: 0}]).every(({count}) => count === 0)).toBe(true);
  });
});

describe("coverageAtCost", () => {
  const options = {seed: 1, replicates: 500, level: 0.95};
  const problems = [
    {n: 4, c: 1, tokens: 400},
    {n: 2, c: 2, tokens: 100}
  ];

  it("pays k times the mean length of each problem's completions", () => {
    expect(coverageAtCost(problems, [1, 2, 4], options)).toMatchObject([
      {k: 1, tokens: 75, coverage: 0.625},
      {k: 2, tokens: 150, coverage: 0.75},
      {k: 4, tokens: 300, coverage: NaN, low: NaN, high: NaN}
    ]);
  });

  it("has the interval of coverage, which what completions cost does not change", () => {
    const counts = Array.from({length: 12}, (_, c) => ({n: 12, c, tokens: 60}));
    const dear = counts.map((problem, i) => ({...problem, tokens: 100 * (i + 1)}));
    const bands = (given: typeof counts) =>
      coverageAtCost(given, [1, 2, 4, 8, 12], options).map(({tokens: _, ...point}) => point);
    expect(bands(dear)).toEqual(bands(counts));
    for (const {coverage, low, high} of bands(counts)) {
      expect(low).toBeLessThan(coverage);
      expect(high).toBeGreaterThan(coverage);
    }
  });
});

describe("cotPassAtK", () => {
  it("brackets what unread chains can change", () => {
    const {low, high} = cotPassAtK(10, 5, {valid: 2, invalid: 1}, 3);
    expect(low).toBe(passAtK(10, 2, 3));
    expect(high).toBe(passAtK(10, 4, 3));
  });

  it("is one number when every correct completion is judged, and NaN when n < k", () => {
    const {low, high} = cotPassAtK(10, 5, {valid: 3, invalid: 2}, 4);
    expect(low).toBe(high);
    expect(cotPassAtK(2, 1, {valid: 1, invalid: 0}, 3)).toEqual({low: NaN, high: NaN});
    expect(() => cotPassAtK(4, 1, {valid: 1, invalid: 1}, 1)).toThrow("only 1 correct completions");
  });
});

it("chainValidity counts hard problems with a valid chain, with none, and undecided", () => {
  const marks = (
    c: number,
    valid: number,
    invalid: number
  ): {n: number; c: number; valid: number; invalid: number} => ({n: 100, c, valid, invalid});
  const problems = [
    marks(2, 1, 0),
    marks(3, 0, 3),
    marks(4, 0, 3),
    marks(1, 0, 0),
    marks(0, 0, 0),
    marks(5, 5, 0)
  ];
  expect(chainValidity(problems)).toEqual({hard: 4, withValid: 1, withoutValid: 1, undecided: 2});
});
