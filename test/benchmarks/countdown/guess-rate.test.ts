import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {guessRate} from "../../../loaders/benchmarks/countdown/guess-rate.js";
import {calculate, operators} from "../../../loaders/benchmarks/countdown/step.js";
import {randomElement} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import type {Random} from "../../../src/random/random.js";

describe("guessRate", () => {
  it.each([
    // 3 + 2, 3 - 2, 3 * 2.
    {numbers: [2, 3], target: 6, rate: 1 / 3},
    {numbers: [2, 3], target: 7, rate: 0},
    // 2 + 2 and 2 * 2.
    {numbers: [2, 2], target: 4, rate: 2 / 3},
    // 50 + 50 and 50 * 50 leave 0 to 99.
    {numbers: [50, 50], target: 0, rate: 1},
    // 49 * 50 leaves 0 to 99.
    {numbers: [49, 50], target: 99, rate: 1 / 2},
    {numbers: [7], target: 7, rate: 1}
  ])("of two numbers or one, by hand: $numbers to $target is $rate", ({numbers, target, rate}) => {
    expect(guessRate({numbers, targets: [target]})).toBeCloseTo(rate, 15);
  });

  it("of three numbers, by hand", () => {
    // 1 2 3 to 6. 1 and 2 give 3, 1, 2 and then with 3: 6 of (6 0 9), none of (4 2 3), 6 of (5 1 6).
    // 1 and 3 give 4, 2, 3 and then with 2: 6 of (6 2 8), none of (4 0 4), 6 of (5 1 6).
    // 2 and 3 give 5, 1, 6 and then with 1: 6 of (6 4 5), none of (2 0 1), 6 of (7 5 6).
    expect(guessRate({numbers: [1, 2, 3], targets: [6]})).toBeCloseTo(6 / 27, 15);
    // 9 9 9 to 0: every pair gives 18, 0, 81; then with 9: 27 9 (162 is too large), 9 9 0, 90 72 (729 is too large).
    expect(guessRate({numbers: [9, 9, 9], targets: [0]})).toBeCloseTo(1 / 9, 15);
    expect(guessRate({numbers: [9, 9, 9], targets: [9]})).toBeCloseTo((1 / 2 + 2 / 3) / 3, 15);
  });

  it.each([
    {numbers: [3, 7, 5, 2], target: 17},
    {numbers: [12, 1, 8], target: 20},
    {numbers: [2, 6, 4, 5, 10], target: 27},
    {numbers: [11, 11, 4, 12, 9], target: 0}
  ])("agrees with 200,000 random chains from $numbers to $target", ({numbers, target}) => {
    const random = createRandom("random chains", target);
    const draws = 200_000;
    let hits = 0;
    for (let draw = 0; draw < draws; draw++) hits += randomChain(random, numbers) === target ? 1 : 0;
    const rate = guessRate({numbers, targets: [target]});
    expect(rate).toBeGreaterThan(0);
    const standardError = Math.sqrt((rate * (1 - rate)) / draws);
    expect(Math.abs(hits / draws - rate)).toBeLessThan(4 * standardError);
  });

  it("of two targets is the chance of two independent plays, by hand and by 200,000 pairs of chains", () => {
    // 3 + 2, 3 - 2, 3 * 2 twice over: 6 and then 5.
    expect(guessRate({numbers: [2, 3], targets: [6, 5]})).toBeCloseTo(1 / 9, 15);
    expect(guessRate({numbers: [2, 3], targets: [6, 7]})).toBe(0);
    const random = createRandom("two chains");
    const puzzle = {numbers: [3, 7, 5], targets: [15, 26]};
    const draws = 200_000;
    let hits = 0;
    for (let draw = 0; draw < draws; draw++)
      hits += puzzle.targets.every((target) => randomChain(random, puzzle.numbers) === target) ? 1 : 0;
    const rate = guessRate(puzzle);
    expect(rate).toBeGreaterThan(0);
    expect(Math.abs(hits / draws - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / draws));
  });

  it("sums to 1 over all targets and does not depend on the order of the numbers", () => {
    const pool = fc.array(fc.integer({min: 0, max: 99}), {minLength: 1, maxLength: 4});
    fc.assert(
      fc.property(pool, fc.integer({min: 0, max: 99}), (numbers, target) => {
        const rates = Array.from({length: 100}, (_, value) => guessRate({numbers, targets: [value]}));
        expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(1, 10);
        expect(guessRate({numbers: numbers.toReversed(), targets: [target]})).toBe(rates[target]);
      }),
      {numRuns: 30}
    );
  });
});

/** Where one random chain ends. */
function randomChain(random: Random, numbers: readonly number[]): number {
  const pool = [...numbers];
  while (pool.length > 1) {
    const [a] = pool.splice(random.below(pool.length), 1);
    const [b] = pool.splice(random.below(pool.length), 1);
    const [left, right] = [Math.max(a!, b!), Math.min(a!, b!)];
    const results = operators
      .map((operator) => calculate(left, operator, right))
      .filter((result) => result !== null);
    pool.push(randomElement(random, results));
  }
  return pool[0]!;
}
