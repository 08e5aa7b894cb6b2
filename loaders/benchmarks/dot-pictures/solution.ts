import type {Operator} from "./question.js";

/** A checked step: what was counted in one group, `row 1 : 4`; two kinds side by side where a question has two, `row 1 : 4 2`. */
export interface Tally {
  group: string;
  counts: readonly number[];
}

/** How a solution ends: `answer : 5`, or `5 - 3 = 2` where an operation is asked for. */
export type Conclusion = {answer: number} | {left: number; operator: Operator; right: number; result: number};

/** What a solution states, true or not. */
export interface StatedSolution {
  tallies: readonly Tally[];
  conclusion: Conclusion;
}

/** A true survey of the picture, and what follows from it. */
export interface Solution {
  tallies: readonly Tally[];
  /** The ending that follows from tallies, true or not; null where none does in 0 … 64. For the true ones it is never null. */
  conclude: (tallies: readonly Tally[]) => Conclusion | null;
}

/** Largest number of a solution: the marks of a full picture. The vocabulary has one word for each number from 0. */
export const largestNumber = 64;

/** Result of an operation, or null where it leaves 0 … 64. */
export function calculate(left: number, operator: Operator, right: number): Conclusion | null {
  const result = exact(left, operator, right);
  return result >= 0 && result <= largestNumber ? {left, operator, right, result} : null;
}

function exact(left: number, operator: Operator, right: number): number {
  if (operator === "+") return left + right;
  return operator === "-" ? left - right : left * right;
}

/** The true solution, as it is stated. */
export function trueSolution({tallies, conclude}: Solution): StatedSolution {
  return {tallies, conclusion: conclude(tallies)!};
}

/** The number that a conclusion states. */
export function statedNumber(conclusion: Conclusion): number {
  return "answer" in conclusion ? conclusion.answer : conclusion.result;
}

/** The text of a solution, words separated by single spaces: `row 1 : 4 ; row 2 : 0 ; row 3 : 3 ; row 4 : 2 ; answer : 9`. */
export function solutionText({tallies, conclusion}: StatedSolution): string {
  const steps = tallies.map(({group, counts}) => `${group} : ${counts.join(" ")}`);
  return [...steps, conclusionText(conclusion)].join(" ; ");
}

function conclusionText(conclusion: Conclusion): string {
  if ("answer" in conclusion) return `answer : ${conclusion.answer}`;
  const {left, operator, right, result} = conclusion;
  return `${left} ${operator} ${right} = ${result}`;
}
