import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import type {Document} from "../document.js";
import {
  drawPuzzle,
  drawStrategy,
  puzzlePrompt,
  puzzleSplit,
  type SolvedPuzzle,
  type StrategyWeights
} from "./puzzle.js";
import {calculate, largestNumber, solutionText, type Step} from "./step.js";
import {randomSteps} from "./strategy.js";

/** How the text that a base model learns from is made. */
export interface CorpusDesign {
  strategies: StrategyWeights;
  /** Targets of each puzzle. */
  targets: number;
  /** Part of the targets whose solution is a random attempt at the same numbers, which rarely meets the target. */
  failedAttempts: number;
  /** Chance that a step states a result that is off by 1 or 10. The next steps go on from it; a target has one such slip at most. */
  arithmeticNoise: number;
}

const slips = [-10, -1, 1, 10] as const;

/** A random puzzle that training may use: none of any held-out set. */
export function drawTrainingPuzzle(random: Random, weights: StrategyWeights, targets = 1): SolvedPuzzle {
  for (;;) {
    const puzzle = drawPuzzle(random, weights, targets);
    if (puzzleSplit(puzzle) === "training") return puzzle;
  }
}

/** A random document: a training puzzle and for each target a solution, a failed attempt, or either with one slip. */
export function drawDocument(random: Random, design: CorpusDesign): Document {
  const puzzle = drawTrainingPuzzle(random, design.strategies, design.targets);
  const steps = puzzle.solutions.flatMap((solution) => {
    const written =
      random.uniform() < design.failedAttempts
        ? drawAttempt(random, puzzle, design.strategies)
        : solution.steps;
    return addSlip(random, written, design.arithmeticNoise);
  });
  return {prompt: puzzlePrompt(puzzle), completion: solutionText(steps)};
}

function drawAttempt(random: Random, {numbers}: SolvedPuzzle, weights: StrategyWeights): Step[] {
  for (;;) {
    const strategy = drawStrategy(random, weights, numbers.length)!;
    const attempt = randomSteps(random, numbers, strategy);
    if (attempt !== null) return attempt;
  }
}

function addSlip(random: Random, steps: readonly Step[], chance: number): readonly Step[] {
  const place = steps.findIndex(() => random.uniform() < chance);
  return place < 0 ? steps : (slip(steps, place, randomElement(random, slips)) ?? steps);
}

/** The steps with the result at `place` off by `offset` and everything after it computed from there; null where that leaves 0 … 99. */
export function slip(steps: readonly Step[], place: number, offset: number): Step[] | null {
  const slipped = steps.map((step) => ({...step}));
  let before = slipped[place]!.result;
  let after = before + offset;
  if (after < 0 || after > largestNumber) return null;
  slipped[place]!.result = after;
  for (const step of slipped.slice(place + 1)) {
    if (step.left === before) step.left = after;
    else if (step.right === before) step.right = after;
    else continue;
    const result = calculate(step.left, step.operator, step.right);
    if (result === null) return null;
    [before, after] = [step.result, result];
    step.result = result;
  }
  return slipped;
}
