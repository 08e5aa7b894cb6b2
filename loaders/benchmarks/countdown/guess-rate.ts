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
    const key = pool.join();
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = meanOverSteps(pool)));
    return found;
  }

  function meanOverSteps(pool: readonly number[]): number {
    let sum = 0;
    for (const [first, left] of pool.entries()) {
      for (const [gap, right] of pool.slice(first + 1).entries()) {
        const rest = pool.toSpliced(first + 1 + gap, 1).toSpliced(first, 1);
        const results = operators
          .map((operator) => calculate(left, operator, right))
          .filter((result) => result !== null);
        const ofPair = results.map((result) => chance([...rest, result].sort(descending)));
        sum += ofPair.reduce((total, value) => total + value, 0) / ofPair.length;
      }
    }
    return sum / ((pool.length * (pool.length - 1)) / 2);
  }
}

function descending(a: number, b: number): number {
  return b - a;
}
