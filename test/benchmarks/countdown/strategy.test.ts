import {describe, expect, it} from "vitest";
import {calculate, solutionText} from "../../../loaders/benchmarks/countdown/step.js";
import {randomSteps, solves, strategies, takesCount} from "../../../loaders/benchmarks/countdown/strategy.js";
import {gradeCountdown} from "../../../loaders/verification/countdown/steps.js";
import {createRandom} from "../../../src/random/keyed-random.js";

describe("strategies", () => {
  it.each(strategies)("%s makes solutions that the verifier accepts and that solves finds", (strategy) => {
    const random = createRandom("strategy test", strategy);
    let found = 0;
    while (found < 200) {
      const numbers = [1 + (found % 12), 3, 8, 5];
      const steps = randomSteps(random, numbers, strategy);
      if (steps === null) continue;
      const target = steps.at(-1)!.result;
      expect(gradeCountdown({numbers, target}, solutionText(steps)).verdict).toBe("correct");
      if (found % 20 === 0) expect(solves(strategy, numbers, target)).toBe(true);
      found++;
    }
  });

  it("solves knows puzzles that need one strategy", () => {
    expect(solves("sum_chain", [3, 7, 5, 2], 17)).toBe(true);
    expect(solves("product_chain", [3, 7, 5, 2], 52)).toBe(true);
    expect(solves("sum_chain", [3, 7, 5, 2], 52)).toBe(false);
    // 12 - 3 * (5 - 2) = 3, the chain result taken from a given number.
    expect(solves("reversed_chain", [12, 3, 5, 2], 3)).toBe(true);
    expect(solves("product_chain", [12, 3, 5, 2], 3)).toBe(false);
    expect(solves("pairs", [12, 3, 5, 2], 3)).toBe(false);
  });

  it("takesCount says which strategies combine three numbers", () => {
    expect(strategies.filter((strategy) => takesCount(strategy, 3))).toEqual([
      "sum_chain",
      "product_chain",
      "reversed_chain"
    ]);
    expect(solves("pairs", [1, 2, 3], 6)).toBe(false);
  });

  it("calculate refuses results outside 0 to 99", () => {
    expect([
      calculate(3, "-", 4),
      calculate(10, "*", 10),
      calculate(50, "+", 49),
      calculate(4, "-", 4)
    ]).toEqual([null, null, 99, 0]);
  });
});
