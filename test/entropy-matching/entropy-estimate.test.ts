import {describe, expect, it} from "vitest";
import {estimateEntropy} from "../../loaders/entropy-matching/entropy-estimate.js";
import {randomNormal} from "../../src/random/draws.js";
import {createRandom} from "../../src/random/keyed-random.js";

const drawn = (...entropies: number[]) =>
  entropies.map((meanEntropy) => ({meanEntropy, completionTokens: 10}));

describe("estimateEntropy", () => {
  it("weighs completions by their tokens", () => {
    const {entropy} = estimateEntropy([
      [
        {meanEntropy: 1, completionTokens: 30},
        {meanEntropy: 2, completionTokens: 10}
      ]
    ]);
    expect(entropy).toBe(1.25);
  });

  it("counts spread within problems as error, spread between problems not", () => {
    expect(estimateEntropy([drawn(1, 1, 1), drawn(3, 3, 3)])).toEqual({entropy: 2, standard_error: 0});
    // Four completions of equal length, one problem: s / sqrt(4) with s² = 4 * 1 / 3.
    expect(estimateEntropy([drawn(1, 3, 1, 3)]).standard_error).toBeCloseTo(Math.sqrt(4 / 3) / 2, 12);
  });

  it("gives the spread that repeated draws have", () => {
    const estimates = Array.from({length: 400}, (_, repeat) => {
      const random = createRandom("estimate", repeat);
      const problems = Array.from({length: 20}, (_, problem) =>
        Array.from({length: 16}, () => {
          const completionTokens = 10 + Math.floor(10 * random.uniform());
          // Long completions have more entropy, as they do in practice.
          return {meanEntropy: problem / 10 + completionTokens / 20 + randomNormal(random), completionTokens};
        })
      );
      return estimateEntropy(problems);
    });
    const mean = estimates.reduce((sum, {entropy}) => sum + entropy, 0) / 400;
    const variance = estimates.reduce((sum, {entropy}) => sum + (entropy - mean) ** 2, 0) / 399;
    const claimed = estimates.reduce((sum, {standard_error: error}) => sum + error ** 2, 0) / 400;
    // The variance of 400 draws is known to 7 %.
    expect(claimed / variance).toBeGreaterThan(0.8);
    expect(claimed / variance).toBeLessThan(1.25);
  });
});
