import {drawAmong, type Weights} from "../../../src/random/draw-weighted.js";
import {hashSplit} from "../../../src/random/hash-split.js";
import type {Random} from "../../../src/random/random.js";
import type {Step} from "./step.js";
import {randomSteps, strategies, takesCount, type Strategy} from "./strategy.js";

/** Numbers to combine, each exactly once, into each target: a target after the first starts again from the given numbers. */
export interface Puzzle {
  numbers: number[];
  /** One, or several that differ. */
  targets: number[];
}

/** A way to one target. */
interface Solution {
  strategy: Strategy;
  steps: Step[];
}

/** A puzzle with the solutions it was made from, one a target. */
export interface SolvedPuzzle extends Puzzle {
  solutions: Solution[];
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

/**
 * A random puzzle of three or four numbers in 1 … 12 and its solutions, each by a strategy drawn by weight. One weight must be
 * above 0. Several targets of a puzzle are drawn independently and differ.
 */
export function drawPuzzle(random: Random, weights: StrategyWeights, targets = 1): SolvedPuzzle {
  for (;;) {
    const puzzle = attemptPuzzle(random, weights, random.uniform() < threeNumbers ? 3 : 4, targets);
    if (puzzle !== null) return puzzle;
  }
}

function attemptPuzzle(
  random: Random,
  weights: StrategyWeights,
  count: number,
  targetCount: number
): SolvedPuzzle | null {
  const numbers = Array.from({length: count}, () => 1 + random.below(largestGiven));
  const solutions: Solution[] = [];
  while (solutions.length < targetCount) {
    const strategy = drawStrategy(random, weights, count);
    const steps = strategy === null ? null : randomSteps(random, numbers, strategy);
    if (steps === null) return null;
    solutions.push({strategy: strategy!, steps});
  }
  const targets = solutions.map(({steps}) => steps.at(-1)!.result);
  return new Set(targets).size < targetCount ? null : {numbers, targets, solutions};
}

/** What the model reads: `numbers 3 7 5 2 target 20`, and of two targets `numbers 3 7 5 2 target 20 31`. */
export function puzzlePrompt({numbers, targets}: Puzzle): string {
  return `numbers ${numbers.join(" ")} target ${targets.join(" ")}`;
}

/**
 * Two puzzles with the same key are the same puzzle: neither the order of the numbers nor that of the targets matters. A
 * puzzle of two targets is another task than the puzzles of its halves.
 */
export function puzzleKey({numbers, targets}: Puzzle): string {
  return `${numbers.toSorted(ascending).join(",")}>${targets.toSorted(ascending).join(",")}`;
}

function ascending(a: number, b: number): number {
  return a - b;
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
