import {type} from "arktype";
import {drawDocument, drawTrainingPuzzle} from "../../benchmarks/countdown/corpus.js";
import {puzzlePrompt} from "../../benchmarks/countdown/puzzle.js";
import {largestNumber, operators} from "../../benchmarks/countdown/step.js";
import {gradeCountdown} from "../../verification/countdown/steps.js";
import type {Task} from "./task.js";

/** The Countdown part of a recipe; see `CorpusDesign`. The last two shape documents only: practising needs the strategies alone. */
export const countdownSchema = type({
  "+": "reject",
  name: "'countdown'",
  strategies: {
    "+": "reject",
    sum_chain: "number >= 0",
    product_chain: "number >= 0",
    pairs: "number >= 0",
    reversed_chain: "number >= 0"
  },
  failed_attempts: "0 <= number <= 1 = 0",
  arithmetic_noise: "0 <= number <= 1 = 0"
});

const words = [
  "numbers",
  "target",
  ...operators,
  "=",
  ";",
  ...Array.from({length: largestNumber + 1}, (_, number) => String(number))
];

/** Countdown: a puzzle as prompt, its steps as completion, `countdown@steps` as judge. */
export function countdownTask({strategies, ...design}: typeof countdownSchema.infer): Task {
  const corpus = {
    strategies,
    failedAttempts: design.failed_attempts,
    arithmeticNoise: design.arithmetic_noise
  };
  return {
    words,
    drawDocument: (random) => drawDocument(random, corpus),
    drawProblem: (random) => {
      const {numbers, target} = drawTrainingPuzzle(random, strategies);
      return {prompt: puzzlePrompt({numbers, target}), gold: {numbers, target}};
    },
    reward: (gold, completion) => (gradeCountdown(gold, completion).verdict === "correct" ? 1 : 0)
  };
}
