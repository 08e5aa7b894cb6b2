import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {nucleusBounds} from "../../loaders/engines/nucleus-bounds.js";
import {sampledScores} from "../../loaders/engines/sampled-logprobs.js";

/** Log-probabilities of a distribution, the likeliest first. */
function rankedLogprobs(weights: readonly number[]): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float32Array.from(
    [...weights].sort((a, b) => b - a),
    (weight) => Math.log(weight / total)
  );
}

describe("nucleusBounds", () => {
  const half = [0.5, 0.3, 0.2].map(Math.log);

  it("is the sampler's own rule where every token is told", () => {
    const at = (probability: number, topP: number) =>
      nucleusBounds(Math.log(probability), half, {temperature: 1, topP});
    expect(Math.exp(at(0.5, 0.6).sampled[0])).toBeCloseTo(0.5 / 0.8, 9);
    expect(Math.exp(at(0.5, 0.6).sampled[1])).toBeCloseTo(0.5 / 0.8, 9);
    expect(at(0.2, 0.6).sampled).toEqual([-Infinity, -Infinity]);
    expect(at(0.2, 0.9).ahead[0]).toBeCloseTo(0.8, 9);
  });

  it("does not know of a token at the edge of what is told", () => {
    // 0.4 is left: of a token of 0.1 between 0.6 and all of it may stand ahead.
    const {sampled, ahead} = nucleusBounds(Math.log(0.1), [0.4, 0.2].map(Math.log), {
      temperature: 1,
      topP: 0.95
    });
    expect(ahead[0]).toBeCloseTo(0.6, 9);
    expect(ahead[1]).toBe(1);
    expect(sampled[0]).toBe(-Infinity);
    expect(sampled[1]).toBeGreaterThan(Math.log(0.1));
    expect(
      nucleusBounds(Math.log(0.1), [0.4, 0.2].map(Math.log), {temperature: 1, topP: 0.6}).sampled[1]
    ).toBe(-Infinity);
  });

  it("knows nothing without likely tokens, unless the sampler leaves the model as it is", () => {
    expect(nucleusBounds(-2, [], {temperature: 0.6, topP: 0.95}).sampled).toEqual([-Infinity, 0]);
    expect(nucleusBounds(-2, [], {temperature: 1, topP: 1}).sampled).toEqual([-2, -2]);
    expect(nucleusBounds(-2, [], {temperature: 0, topP: 1}).sampled).toEqual([-Infinity, 0]);
  });

  it("holds what the whole distribution says, for any distribution, temperature, top-p and number of tokens told", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 1, max: 100_000}), {minLength: 2, maxLength: 40}),
        fc.constantFrom(0, 0.3, 0.6, 1, 1.5),
        fc.constantFrom(0.5, 0.9, 0.95, 1),
        fc.integer({min: 1, max: 40}),
        (weights, temperature, topP, told) => {
          const logprobs = rankedLogprobs(weights);
          const tokens = BigInt64Array.from(logprobs, (_, i) => BigInt(i));
          // A tie has no order that a server would tell.
          fc.pre(new Set(logprobs).size === logprobs.length);
          for (const [token, logprob] of logprobs.entries()) {
            const {sampled, ahead} = sampledScores({tokens, logprobs}, [token], {temperature, topP});
            const tops = [...logprobs.subarray(0, told)];
            const bounds = nucleusBounds(logprob, tops, {temperature, topP});
            const near = 1e-5;
            // Whether sums that differ by rounding reach top-p is nobody's to say.
            if (Math.abs(ahead[0]! - topP) < near) continue;
            expect(ahead[0]).toBeGreaterThanOrEqual(bounds.ahead[0] - near);
            expect(ahead[0]).toBeLessThanOrEqual(bounds.ahead[1] + near);
            expect(sampled[0]! >= bounds.sampled[0] - near).toBe(true);
            expect(sampled[0]! <= bounds.sampled[1] + near).toBe(true);
          }
        }
      ),
      {numRuns: 300, seed: 1}
    );
  });
});
