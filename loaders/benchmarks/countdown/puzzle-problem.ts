import {type} from "arktype";
import type {Problem} from "../../schema/problem.js";
import {puzzlePrompt, type Puzzle} from "./puzzle.js";
import type {Strategy} from "./strategy.js";
import {lazySchema} from "../../schema/rows/lazy-schema.js";

const numbers = "(0 <= number.integer <= 99)[] >= 1";
const oneTarget = lazySchema(() => type({numbers, target: "number.integer"}));
const severalTargets = lazySchema(() => type({numbers, targets: "number.integer[] >= 1"}));

/** The puzzle as a problem of a benchmark. The strategies, one a target, go into meta as `sum_chain` or `sum_chain + pairs`. */
export function puzzleProblem(
  puzzle: Puzzle,
  benchmark: string,
  problemId: string,
  strategies: readonly Strategy[]
): Problem {
  return {
    benchmark,
    problemId,
    domain: "countdown",
    prompt: puzzlePrompt(puzzle),
    gold: puzzleGold(puzzle),
    meta: {strategy: strategies.join(" + "), numbers: puzzle.numbers.length}
  };
}

/** What `countdown@steps` needs to judge a solution: `{numbers, target}`, or `{numbers, targets}` of several targets. */
export function puzzleGold({numbers, targets}: Puzzle): Record<string, unknown> {
  return targets.length === 1 ? {numbers, target: targets[0]!} : {numbers, targets};
}

/** The puzzle that a problem's gold is, or what is wrong with it: the inverse of `puzzleGold`. */
export function puzzleOfGold(gold: unknown): Puzzle | {fault: string} {
  const several = typeof gold === "object" && gold !== null && "targets" in gold;
  const given = several ? severalTargets(gold) : oneTarget(gold);
  if (given instanceof type.errors) return {fault: given.summary};
  return {numbers: given.numbers, targets: "targets" in given ? given.targets : [given.target]};
}
