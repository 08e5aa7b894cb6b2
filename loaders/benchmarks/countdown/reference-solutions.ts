import {type} from "arktype";
import {createRandom} from "../../../src/random/keyed-random.js";
import type {Problem} from "../../schema/problem.js";
import {solutionText} from "./step.js";
import {randomSteps, solves, strategies, type Strategy} from "./strategy.js";

/** Solutions a problem at most: as many as the paper has of its reference model. */
const most = 8;

/** Random attempts at one problem: several for each order and choice of operators of four numbers. */
const attempts = 4_000;

/** Attempts at a problem that has no solution yet. */
const attemptsAtFirst = 1_000_000;

const gold = type({numbers: "number.integer[] >= 1", target: "number.integer"});

/**
 * Distinct correct solutions of a puzzle by the commonest strategy that solves it, at most eight, drawn as the corpus
 * draws them: by a seed of the problem's own. None for a problem that is no puzzle or that no strategy solves.
 */
export function countdownReferences({problemId, gold: given, meta}: Problem): string[] {
  const puzzle = gold(given);
  if (puzzle instanceof type.errors) return [];
  const {numbers, target} = puzzle;
  const strategy = commonest(meta.strategy, numbers, target);
  if (strategy === null) return [];
  const random = createRandom("reference", problemId);
  const found = new Set<string>();
  for (let attempt = 0; found.size < most; attempt++) {
    if (attempt >= (found.size === 0 ? attemptsAtFirst : attempts)) break;
    const steps = randomSteps(random, numbers, strategy);
    if (steps?.at(-1)?.result === target) found.add(solutionText(steps));
  }
  return [...found];
}

function commonest(stated: unknown, numbers: readonly number[], target: number): Strategy | null {
  const known = strategies.find((strategy) => strategy === stated);
  return known ?? strategies.find((strategy) => solves(strategy, numbers, target)) ?? null;
}
