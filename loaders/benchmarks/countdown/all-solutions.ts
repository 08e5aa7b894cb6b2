import type {Puzzle} from "./puzzle.js";
import {calculate, operators, solutionText, type Step} from "./step.js";

/**
 * Every distinct correct solution of a puzzle, as a model writes it, sorted: one for each choice of a solution for every
 * target. Each step takes two of the numbers that are left
 * and puts their result, in 0 … 99, in their place, until the target alone is left. Of four numbers there are up to some
 * hundred; the count of step sequences grows with the square of each number more: 5 numbers are 3,000 times 3.
 */
export function allSolutions({numbers, targets}: Puzzle): string[] {
  const ways = targets.map((target) => {
    const found = new Set<string>();
    extend(numbers, [], target, found);
    return [...found];
  });
  const [first, ...others] = ways;
  return others
    .reduce((before, next) => before.flatMap((text) => next.map((more) => `${text} ; ${more}`)), first!)
    .sort();
}

function extend(left: readonly number[], steps: readonly Step[], target: number, found: Set<string>): void {
  if (left.length === 1) {
    if (left[0] === target) found.add(solutionText(steps));
    return;
  }
  for (let i = 0; i < left.length; i++)
    for (let j = 0; j < left.length; j++) {
      if (i === j) continue;
      const rest = left.filter((_, place) => place !== i && place !== j);
      for (const operator of operators) {
        const result = calculate(left[i]!, operator, left[j]!);
        if (result === null) continue;
        extend(
          [...rest, result],
          [...steps, {left: left[i]!, operator, right: left[j]!, result}],
          target,
          found
        );
      }
    }
}
