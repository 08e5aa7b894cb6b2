import {describe, expect, it} from "vitest";
import {answerGuesses, type AnswerCount} from "../../../src/metrics/guess/answer-guesses.js";
import {clopperPearson} from "../../../src/metrics/statistics/clopper-pearson.js";
import {answerSpread} from "../../../src/metrics/perplexity/answer-spread.js";

const options = {level: 0.95, replicates: 200, seed: 1};

describe("answerSpread", () => {
  it("averages different answers and their entropy over problems", () => {
    // Problem a: four answers once each; b: one answer four times.
    const spread = answerSpread(
      [
        {problem_id: "a", completions: 1, answers: 4},
        {problem_id: "b", completions: 4, answers: 1}
      ],
      options
    )!;
    expect(spread).toMatchObject({problems: 2, n: 4, distinct: 2.5});
    expect(spread.entropy.estimate).toBeCloseTo(Math.log(4) / 2, 14);
    // Two problems bound nothing.
    expect([spread.entropy.low, spread.entropy.high]).toEqual([0, Math.log(4)]);
  });

  it("weighs answers by how often they were given", () => {
    const spread = answerSpread(
      [
        {problem_id: "a", completions: 3, answers: 1},
        {problem_id: "a", completions: 1, answers: 1}
      ],
      options
    )!;
    expect(spread.entropy.estimate).toBeCloseTo(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)), 14);
    expect(answerSpread([], options)).toBeNull();
  });
});

describe("the interval of the answers' entropy", () => {
  it("is not 0 wide where no problem of a few has two answers", () => {
    const rows = Array.from({length: 30}, (_, i) => ({problem_id: String(i), completions: 8, answers: 1}));
    const {estimate, low, high} = answerSpread(rows, options)!.entropy;
    expect([estimate, low]).toEqual([0, 0]);
    expect(high).toBeCloseTo(clopperPearson(30, 0).high * Math.log(8), 12);
  });
});

describe("answerGuesses", () => {
  const row = (problem_id: string, answer: string, completions: number, correct = 0, policy = "base") =>
    ({policy, problem_id, answer, completions, correct}) satisfies AnswerCount;

  it("sets own answers beside those to the other problems, on problems whose right answer somebody gave", () => {
    const guesses = answerGuesses(
      [
        // Right in two ways of writing; only the other policy finds the answer to b; c stays unknown.
        row("a", "2", 2, 2),
        row("a", "2.0", 1, 1),
        row("a", "7", 1),
        row("b", "2", 4),
        row("b", "7", 1, 1, "grpo"),
        row("c", "2.0", 1),
        row("c", "9", 1)
      ],
      "base",
      options
    )!;
    expect(guesses).toMatchObject({problems: 2, n: 4});
    expect(guesses.own.estimate).toBeCloseTo((3 / 4 + 0) / 2, 14);
    // a: all of b's answers and half of c's are right; b: a quarter of a's and none of c's.
    expect(guesses.others.estimate).toBeCloseTo(((1 + 0.5) / 2 + (0.25 + 0) / 2) / 2, 14);
    expect(guesses.difference.estimate).toBeCloseTo(guesses.own.estimate - guesses.others.estimate, 14);
    expect(guesses.floor).toBeCloseTo((1 - 0.25 ** 4 + (1 - 0.875 ** 4)) / 2, 14);
  });

  it("is null where nothing is known or there is no other problem", () => {
    expect(answerGuesses([row("a", "2", 1), row("b", "3", 1)], "base", options)).toBeNull();
    expect(answerGuesses([row("a", "2", 1, 1)], "base", options)).toBeNull();
    expect(answerGuesses([row("a", "2", 1, 1)], "other", options)).toBeNull();
  });
});
