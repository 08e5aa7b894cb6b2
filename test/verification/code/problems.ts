import type {Problem} from "../../../loaders/schema/problem.js";

/** A small problem of our own, with `gold` in any of the forms of `parseCodeGold`. */
export function codeProblem(gold: unknown, prompt = ""): Problem {
  return {benchmark: "own", problemId: "p", domain: "code", prompt, gold, meta: {}};
}

/** `total(values)`: the sum of a list. */
export const totalProblem: Problem = codeProblem({
  entry_point: "total",
  tests: [
    {args: [[1, 2, 3]], expected: 6},
    {args: [[]], expected: 0},
    {args: [[5, -7]], expected: -2}
  ]
});

export const totalSolution = "def total(values):\n    return sum(values)\n";
