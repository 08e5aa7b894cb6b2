import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readProblems} from "../../../../loaders/benchmarks/problems-file.js";
import type {Generation, GenerationRequest} from "../../../../loaders/engines/engine.js";
import {loadMicroEngine, type MicroEngine} from "../../../../loaders/engines/micro/micro-engine.js";
import {readModelFolder} from "../../../../loaders/engines/micro/model-folder.js";
import {PowerGenerator} from "../../../../loaders/engines/micro/power/power-generator.js";
import {Tokenizer} from "../../../../loaders/engines/micro/tokenizer.js";
import {problemSolutions} from "../../../../loaders/scoring/exact/exact-rates.js";
import {gradeCountdown} from "../../../../loaders/verification/countdown/steps.js";
import {rateAgreement} from "../../../../src/metrics/exact/exact-pass-at-k.js";

const model = "data/models/countdown-base";
const settings = {temperature: 1, topP: 1, maxTokens: 24, power: 4};
const problems = readProblems("data/benchmarks/countdown.jsonl", "countdown").slice(0, 24);
const DRAWS = 128;
const requests = problems.flatMap(({prompt}, i) =>
  Array.from({length: DRAWS}, (_, sample): GenerationRequest => ({prompt, seed: 1000 * i + sample}))
);

describe("the default base, drawn from its fourth power", () => {
  let one: MicroEngine;
  let drawn: Generation[];

  beforeAll(async () => {
    one = loadMicroEngine({model, settings, workers: 1});
    drawn = await one.generate(requests);
  }, 60_000);

  afterAll(() => one.close());

  it("solves as often as the sum over all solutions says, each to the power, over that of all completions", async () => {
    const {architecture, words, parameters} = readModelFolder(model);
    const tokenizer = new Tokenizer(words);
    const generator = await PowerGenerator.create(architecture, tokenizer);
    const jobs = problems.map(({prompt}) => ({prompt: tokenizer.encode(prompt), seed: 0}));
    const trees = await generator.promptTrees(parameters, jobs, settings);
    const rows = [];
    for (const [i, problem] of problems.entries()) {
      const texts = problemSolutions(problem)!;
      const scores = await one.score(
        texts.map((completion) => ({prompt: problem.prompt, completion, finishReason: "stop" as const}))
      );
      const solved = scores.reduce((sum, score) => {
        const logprob =
          score === null ? -Infinity : score.logprobs.reduce((total, value) => total + value, 0);
        return sum + Math.exp(settings.power * logprob);
      }, 0);
      const own = drawn.slice(i * DRAWS, (i + 1) * DRAWS);
      const correct = own.filter(
        ({completion, finishReason}) =>
          finishReason === "stop" && gradeCountdown(problem.gold, completion).verdict === "correct"
      ).length;
      // The sum over all completions lies between the tree's two.
      const [low, high] = [solved / Math.exp(trees[i]!.logTotal), solved / Math.exp(trees[i]!.logWhole)];
      expect(low / high).toBeGreaterThan(0.89);
      rows.push({n: DRAWS, c: correct, rate: Math.min(1, (low + high) / 2)});
    }
    await generator.close();
    const {compared, spread, largest} = rateAgreement(rows);
    expect(compared).toBeGreaterThan(15);
    expect(spread).toBeLessThan(1.5);
    expect(largest).toBeLessThan(4);
  });

  it("draws the same bits on two threads, in other batches and orders", async () => {
    const two = loadMicroEngine({model, settings, workers: 2});
    const order = [...requests.keys()].filter((at) => at % 7 === 0).reverse();
    const parts = [order.slice(0, 50), order.slice(50, 53), order.slice(53)];
    const again = await Promise.all(parts.map((part) => two.generate(part.map((at) => requests[at]!))));
    await two.close();
    expect(again.flat()).toEqual(order.map((at) => drawn[at]));
  });

  it("tells no entropy of its tokens, and the log-probability under the model itself", async () => {
    const some = drawn.slice(0, 40).map((generation, i) => ({prompt: requests[i]!.prompt, ...generation}));
    const scores = await one.score(some);
    for (const [i, {meanEntropy, sumLogprob}] of some.entries()) {
      expect(meanEntropy).toBeNull();
      expect(scores[i]!.logprobs.reduce((sum, value) => sum + value, 0)).toBeCloseTo(sumLogprob!, 3);
    }
  });
});

describe("settings beside a power", () => {
  it.each([
    [{...settings, power: 1}, /invalid power 1 at temperature 1 and top-p 1: give more than 1/],
    [{...settings, temperature: 0.5}, /invalid power 4 at temperature 0.5/],
    [{...settings, topP: 0.9}, /invalid power 4 at temperature 1 and top-p 0.9/]
  ])("refuses %j", (bad, message) => {
    expect(() => loadMicroEngine({model, settings: bad})).toThrow(message);
  });
});
