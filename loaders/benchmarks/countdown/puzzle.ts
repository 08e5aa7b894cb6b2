import {drawAmong, type Weights} from "../../../src/random/draw-weighted.js";
import {hashSplit} from "../../../src/random/hash-split.js";
import type {Random} from "../../../src/random/random.js";
import type {Problem} from "../../schema/problem.js";
import type {Step} from "./step.js";
import {randomSteps, strategies, takesCount, type Strategy} from "./strategy.js";

/** Numbers to combine, each exactly once, into a target. */
export interface Puzzle {
  numbers: number[];
  target: number;
}

/** A puzzle with the solution it was made from. */
export interface SolvedPuzzle extends Puzzle {
  strategy: Strategy;
  steps: Step[];
}

/** Relative frequency of each strategy; the sum need not be 1. */
export type StrategyWeights = Weights<Strategy>;

/** Frequencies of the default corpus: one strategy dominates, the last is seen once in fifty puzzles. */
export const defaultWeights: StrategyWeights = {
  sum_chain: 60,
  product_chain: 28,
  pairs: 10,
  reversed_chain: 2
};

const largestGiven = 12;

/** Part of the puzzles with three numbers; the others have four. */
const threeNumbers = 0.25;

/** A strategy that takes `count` numbers, drawn by weight; null if all of those have weight 0. */
export function drawStrategy(random: Random, weights: StrategyWeights, count: number): Strategy | null {
  const possible = strategies.filter((strategy) => takesCount(strategy, count));
  return drawAmong(random, possible, weights);
}

/** A random puzzle of three or four numbers in 1 … 12 and its solution, by a strategy drawn by weight. One weight must be above 0. */
export function drawPuzzle(random: Random, weights: StrategyWeights): SolvedPuzzle {
  for (;;) {
    const puzzle = attemptPuzzle(random, weights, random.uniform() < threeNumbers ? 3 : 4);
    if (puzzle !== null) return puzzle;
  }
}

/** `drawPuzzle` with `count` numbers. A strategy that takes as many must have a weight above 0. */
export function drawPuzzleOf(random: Random, weights: StrategyWeights, count: number): SolvedPuzzle {
  for (;;) {
    const puzzle = attemptPuzzle(random, weights, count);
    if (puzzle !== null) return puzzle;
  }
}

function attemptPuzzle(random: Random, weights: StrategyWeights, count: number): SolvedPuzzle | null {
  const numbers = Array.from({length: count}, () => 1 + random.below(largestGiven));
  const strategy = drawStrategy(random, weights, count);
  const steps = strategy === null ? null : randomSteps(random, numbers, strategy);
  return steps === null ? null : {numbers, target: steps.at(-1)!.result, strategy: strategy!, steps};
}

/** What the model reads: `numbers 3 7 5 2 target 20`. */
export function puzzlePrompt({numbers, target}: Puzzle): string {
  return `numbers ${numbers.join(" ")} target ${target}`;
}

/** Two puzzles with the same key are the same puzzle: the order of the numbers does not matter. */
export function puzzleKey({numbers, target}: Puzzle): string {
  return `${numbers.toSorted((a, b) => a - b).join(",")}>${target}`;
}

/** Who may use a puzzle, and the part of all puzzles that it gets. `reserved` is for held-out sets of other kinds. */
const splitShares = {
  training: 0.75,
  validation: 0.05,
  countdown: 0.05,
  "countdown-strategies": 0.1,
  reserved: 0.05
} as const;

export type Split = keyof typeof splitShares;

/** The one split that a puzzle belongs to: a hash of its key decides, so that no two splits share a puzzle. */
export function puzzleSplit(puzzle: Puzzle): Split {
  return hashSplit(puzzleKey(puzzle), splitShares);
}

/** The puzzle as a problem of a benchmark. Gold is what `countdown@steps` needs; `strategy` goes into meta. */
export function puzzleProblem(
  puzzle: Puzzle,
  benchmark: string,
  problemId: string,
  strategy: Strategy
): Problem {
  const {numbers, target} = puzzle;
  const meta = {strategy, numbers: numbers.length};
  return {
    benchmark,
    problemId,
    domain: "countdown",
    prompt: puzzlePrompt(puzzle),
    gold: {numbers, target},
    meta
  };
}
