import {type} from "arktype";
import {drawDocument, drawTrainingPuzzle} from "../../benchmarks/countdown/corpus.js";
import {puzzlePrompt} from "../../benchmarks/countdown/puzzle.js";
import {puzzleGold} from "../../benchmarks/countdown/puzzle-problem.js";
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
  /** Targets of each puzzle; default: one. */
  "targets?": "1 <= number.integer <= 9",
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

/** Countdown: a puzzle as prompt, the steps to its targets as completion, `countdown@steps` as judge. */
export function countdownTask({strategies, targets = 1, ...design}: typeof countdownSchema.infer): Task {
  const corpus = {
    strategies,
    targets,
    failedAttempts: design.failed_attempts,
    arithmeticNoise: design.arithmetic_noise
  };
  return {
    words,
    drawDocument: (random) => drawDocument(random, corpus),
    drawProblem: (random) => {
      const puzzle = drawTrainingPuzzle(random, strategies, targets);
      return {prompt: puzzlePrompt(puzzle), gold: puzzleGold(puzzle)};
    },
    reward: (gold, completion) => (gradeCountdown(gold, completion).verdict === "correct" ? 1 : 0)
  };
}
