import {randomElement, shuffled} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import {calculate, operators, type Operator, type Step} from "./step.js";

/**
 * Ways to combine numbers, from the commonest in the default corpus to the rarest:
 * - `sum_chain`: ((a ± b) ± c) ± d
 * - `product_chain`: the same chain with exactly one `*`
 * - `pairs`: (a ∘ b) ∘ (c ∘ d) with at least one `*`; takes four numbers
 * - `reversed_chain`: d - ((a ∘ b) ∘ c) with exactly one `*` before the last step; takes three numbers or more
 */
export const strategies = ["sum_chain", "product_chain", "pairs", "reversed_chain"] as const;

export type Strategy = (typeof strategies)[number];

interface Shape {
  takes: (count: number) => boolean;
  /** Whether a choice of operators, one a step, belongs to the strategy. All that do are equally likely. */
  fits: (choice: readonly Operator[]) => boolean;
  /** The steps in the strategy's form, or null where a result leaves 0 … 99. */
  steps: (numbers: readonly number[], choice: readonly Operator[]) => Step[] | null;
}

const shapes: Record<Strategy, Shape> = {
  sum_chain: {takes: (count) => count >= 2, fits: (choice) => products(choice) === 0, steps: chain},
  product_chain: {takes: (count) => count >= 2, fits: (choice) => products(choice) === 1, steps: chain},
  pairs: {takes: (count) => count === 4, fits: (choice) => products(choice) >= 1, steps: pairs},
  reversed_chain: {
    takes: (count) => count >= 3,
    fits: (choice) => products(choice.slice(0, -1)) === 1 && choice.at(-1) === "-",
    steps: reversedChain
  }
};

/** Whether a strategy can combine this many numbers. */
export function takesCount(strategy: Strategy, count: number): boolean {
  return shapes[strategy].takes(count);
}

/** A random solution of the strategy's form, or null where the drawn order and operators leave 0 … 99. Its last result is its target. */
export function randomSteps(random: Random, numbers: readonly number[], strategy: Strategy): Step[] | null {
  const {fits, steps} = shapes[strategy];
  const order = shuffled(random, numbers);
  for (;;) {
    const choice = numbers.slice(1).map(() => randomElement(random, operators));
    if (fits(choice)) return steps(order, choice);
  }
}

/** Whether the strategy reaches the target by some order of the numbers and some of its operators (all are tried). */
export function solves(strategy: Strategy, numbers: readonly number[], target: number): boolean {
  const {takes, fits, steps} = shapes[strategy];
  if (!takes(numbers.length)) return false;
  const choices = operatorChoices(numbers.length - 1).filter(fits);
  return orders(numbers).some((order) =>
    choices.some((choice) => steps(order, choice)?.at(-1)?.result === target)
  );
}

function products(choice: readonly Operator[]): number {
  return choice.filter((operator) => operator === "*").length;
}

function operatorChoices(count: number): Operator[][] {
  if (count === 0) return [[]];
  return operatorChoices(count - 1).flatMap((choice) => operators.map((operator) => [...choice, operator]));
}

function orders(numbers: readonly number[]): number[][] {
  if (numbers.length <= 1) return [[...numbers]];
  return numbers.flatMap((first, index) =>
    orders(numbers.toSpliced(index, 1)).map((rest) => [first, ...rest])
  );
}

function step(left: number, operator: Operator, right: number): Step | null {
  const result = calculate(left, operator, right);
  return result === null ? null : {left, operator, right, result};
}

function chain(numbers: readonly number[], choice: readonly Operator[]): Step[] | null {
  const steps: Step[] = [];
  let value = numbers[0]!;
  for (const [index, operator] of choice.entries()) {
    const next = step(value, operator, numbers[index + 1]!);
    if (next === null) return null;
    steps.push(next);
    value = next.result;
  }
  return steps;
}

function pairs([a, b, c, d]: readonly number[], choice: readonly Operator[]): Step[] | null {
  const first = step(a!, choice[0]!, b!);
  const second = step(c!, choice[1]!, d!);
  if (first === null || second === null) return null;
  const last = step(first.result, choice[2]!, second.result);
  return last === null ? null : [first, second, last];
}

function reversedChain(numbers: readonly number[], choice: readonly Operator[]): Step[] | null {
  const inner = chain(numbers.slice(0, -1), choice.slice(0, -1));
  if (inner === null) return null;
  const last = step(numbers.at(-1)!, "-", inner.at(-1)!.result);
  return last === null ? null : [...inner, last];
}
