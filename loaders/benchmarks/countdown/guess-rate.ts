import type {Puzzle} from "./puzzle.js";
import {calculate, operators} from "./step.js";

/**
 * Guess rate of a puzzle: the chance that random chains of right arithmetic, one a target and independent of each other, meet
 * all its targets. Each step takes two numbers
 * of the pool, every pair equally likely, the larger one first, and an operator, equally likely among those of + - * whose
 * result stays in 0 … 99 (- always does), until one number is left. Exact up to rounding: the chances of all chains are
 * summed up, those of equal pools once. It does not depend on the order of the numbers.
 */
export function guessRate({numbers, targets}: Puzzle): number {
  return targets.reduce((product, target) => product * targetRate(numbers, target), 1);
}

function targetRate(numbers: readonly number[], target: number): number {
  const known = new Map<string, number>();
  return chance(numbers.toSorted(descending));

  /** The chance of a pool in descending order. */
  function chance(pool: readonly number[]): number {
    if (pool.length === 1) return pool[0] === target ? 1 : 0;
    // Most pools are of two numbers: to look for one takes longer than to work it out.
    if (pool.length === 2) return chanceOfPair(pool, 0, 1);
    const key = pool.join();
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = meanOverPairs(pool)));
    return found;
  }

  function meanOverPairs(pool: readonly number[]): number {
    let sum = 0;
    for (let first = 0; first < pool.length; first++)
      for (let second = first + 1; second < pool.length; second++) sum += chanceOfPair(pool, first, second);
    return sum / ((pool.length * (pool.length - 1)) / 2);
  }

  /** The chance where the next step takes the numbers in these two places. */
  function chanceOfPair(pool: readonly number[], first: number, second: number): number {
    let [sum, results] = [0, 0];
    for (const operator of operators) {
      const result = calculate(pool[first]!, operator, pool[second]!);
      if (result === null) continue;
      results++;
      if (pool.length === 2) sum += result === target ? 1 : 0;
      else sum += chance(afterStep(pool, first, second, result));
    }
    return sum / results;
  }
}

/** The pool in which a step's result stands for the numbers in two places. */
function afterStep(pool: readonly number[], first: number, second: number, result: number): number[] {
  const rest = pool.filter((_, place) => place !== first && place !== second);
  const place = rest.findIndex((number) => number < result);
  rest.splice(place < 0 ? rest.length : place, 0, result);
  return rest;
}

function descending(a: number, b: number): number {
  return b - a;
}
