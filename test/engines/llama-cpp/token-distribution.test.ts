import {expect, it} from "vitest";
import {TokenDistribution} from "../../../loaders/engines/llama-cpp/token-distribution.js";

/** Probabilities 1/2, 1/4, 1/8, 1/8 of the tokens 7, 3, 1, 5, given in another order. */
const distribution = new TokenDistribution(
  new Map([
    [5, Math.log(1)],
    [3, Math.log(2)],
    [1, Math.log(1)],
    [7, Math.log(4)]
  ])
);

it("tells entropy, log-probabilities and the likeliest tokens, of equal ones the smaller number first", () => {
  expect(distribution.entropy).toBeCloseTo(1.75 * Math.LN2, 12);
  expect(distribution.logprob([3])).toBeCloseTo(-2 * Math.LN2, 12);
  expect(distribution.logprob([1, 5])).toBeCloseTo(-2 * Math.LN2, 12);
  expect(distribution.tops(3).map(({token}) => token)).toEqual([7, 3, 1]);
  expect(() => distribution.logprob([9])).toThrow(new RangeError("the model has no token 9"));
});

it("tells what a sampler makes of a token, and of several together", () => {
  const nucleus = {temperature: 1, topP: 0.8};
  const second = distribution.sampled([3], nucleus);
  expect(second.sampled).toBeCloseTo(Math.log(2 / 7), 12);
  expect(second.ahead).toBeCloseTo(0.5, 12);
  expect(distribution.sampled([5], nucleus)).toEqual({sampled: -Infinity, ahead: 0.875});
  const ends = distribution.sampled([1, 5], nucleus);
  expect(ends.sampled).toBeCloseTo(Math.log(1 / 7), 12);
  expect(ends.ahead).toBeCloseTo(0.75, 12);
  expect(distribution.sampled([7], {temperature: 0, topP: 1})).toEqual({sampled: 0, ahead: 0});
  const sharp = distribution.sampled([3], {temperature: 0.5, topP: 1});
  expect(sharp.sampled).toBeCloseTo(Math.log(4 / 22), 12);
});

it("says nothing of a token that cannot be there: its entropy counts as none", () => {
  const certain = new TokenDistribution(
    new Map([
      [0, 0],
      [1, -Infinity]
    ])
  );
  expect(certain.entropy).toBe(0);
  expect(certain.logprob([1])).toBe(-Infinity);
  expect(certain.logprob([1, 0])).toBe(0);
});
