import {describe, expect, it} from "vitest";
import {
  packJobs,
  packTokens,
  unpackJobs,
  unpackTokens
} from "../../../../loaders/engines/micro/messages/packed-tasks.js";

const prompt = [2, 3, 4];

describe("packed jobs", () => {
  it("come back as they were, in their order", () => {
    const picture = Float32Array.of(0.5, 1);
    const jobs = [
      {prompt, picture: undefined, seed: 2 ** 52 - 1},
      {prompt, picture, seed: 0},
      {prompt: [5], picture, seed: 7},
      {prompt, picture, seed: 8}
    ];
    expect(unpackJobs(packJobs(jobs))).toEqual(jobs);
    expect(unpackJobs(packJobs([]))).toEqual([]);
  });

  it("have once what neighbours have in common", () => {
    const {asked} = packJobs([1, 2, 3].map((seed) => ({prompt, seed})));
    expect(asked).toEqual([{prompt, picture: undefined, count: 3}]);
  });
});

describe("packed completions", () => {
  it("come back bit for bit", () => {
    const completions = [
      {tokens: [9, 1], ended: true, sumLogprob: Math.fround(-0.1), meanEntropy: 1 / 3},
      {tokens: [], ended: false, sumLogprob: -0, meanEntropy: NaN},
      {tokens: [70_000], ended: false, sumLogprob: -Infinity, meanEntropy: 5e-324}
    ];
    expect(unpackTokens(packTokens(completions))).toEqual(completions);
  });
});
