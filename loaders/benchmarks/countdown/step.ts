export const operators = ["+", "-", "*"] as const;

export type Operator = (typeof operators)[number];

/** `left operator right = result`; in a noisy solution the result may be wrong. */
export interface Step {
  left: number;
  operator: Operator;
  right: number;
  result: number;
}

/** Largest number that a solution may pass through; the smallest is 0. The vocabulary has one word for each. */
export const largestNumber = 99;

/** True result of an operation, or null where it leaves 0 … 99. */
export function calculate(left: number, operator: Operator, right: number): number | null {
  const result = exact(left, operator, right);
  return result >= 0 && result <= largestNumber ? result : null;
}

function exact(left: number, operator: Operator, right: number): number {
  if (operator === "+") return left + right;
  return operator === "-" ? left - right : left * right;
}

/** The text of a solution: `3 + 7 = 10 ; 10 * 2 = 20`, words separated by single spaces. */
export function solutionText(steps: readonly Step[]): string {
  return steps
    .map(({left, operator, right, result}) => `${left} ${operator} ${right} = ${result}`)
    .join(" ; ");
}
