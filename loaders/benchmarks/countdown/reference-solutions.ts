import {createRandom} from "../../../src/random/keyed-random.js";
import type {Random} from "../../../src/random/random.js";
import type {Problem} from "../../schema/problem.js";
import {puzzleOfGold} from "./puzzle-problem.js";
import {solutionText, type Step} from "./step.js";
import {randomSteps, solves, strategies, type Strategy} from "./strategy.js";

/** Solutions a problem at most: as many as the paper has of its reference model. */
const most = 8;

/** Random attempts at one problem: several for each order and choice of operators of four numbers. */
const attempts = 4_000;

/** Attempts at a problem that has no solution yet. */
const attemptsAtFirst = 1_000_000;

/**
 * Distinct correct solutions of a puzzle by the commonest strategies that reach its targets, at most eight, drawn as the
 * corpus draws them: by a seed of the problem's own. None for a problem that is no puzzle or that no strategy solves.
 */
export function countdownReferences({problemId, gold, meta}: Problem): string[] {
  const puzzle = puzzleOfGold(gold);
  if ("fault" in puzzle) return [];
  const {numbers, targets} = puzzle;
  const stated = typeof meta.strategy === "string" ? meta.strategy.split(" + ") : [];
  const random = createRandom("reference", problemId);
  const ways = targets.map((target, place) => {
    const strategy = commonest(stated[place], numbers, target);
    return strategy === null ? [] : waysTo(random, {numbers, target, strategy});
  });
  return combinations(ways).map(solutionText);
}

/** Distinct solutions for one target, in the order in which they are drawn. */
function waysTo(
  random: Random,
  {numbers, target, strategy}: {numbers: readonly number[]; target: number; strategy: Strategy}
): Step[][] {
  const found = new Map<string, Step[]>();
  for (let attempt = 0; found.size < most; attempt++) {
    if (attempt >= (found.size === 0 ? attemptsAtFirst : attempts)) break;
    const steps = randomSteps(random, numbers, strategy);
    if (steps?.at(-1)?.result !== target) continue;
    const text = solutionText(steps);
    if (!found.has(text)) found.set(text, steps);
  }
  return [...found.values()];
}

/** At most eight of the ways to go through all targets, first those that take early ways to each. */
function combinations(ways: readonly Step[][][]): Step[][] {
  const all = ways.reduce<{steps: Step[]; places: number}[]>(
    (before, next) =>
      before.flatMap(({steps, places}) =>
        next.map((more, place) => ({steps: [...steps, ...more], places: places + place}))
      ),
    [{steps: [], places: 0}]
  );
  return all
    .toSorted((a, b) => a.places - b.places)
    .slice(0, most)
    .map(({steps}) => steps);
}

function commonest(stated: unknown, numbers: readonly number[], target: number): Strategy | null {
  const known = strategies.find((strategy) => strategy === stated);
  return known ?? strategies.find((strategy) => solves(strategy, numbers, target)) ?? null;
}
