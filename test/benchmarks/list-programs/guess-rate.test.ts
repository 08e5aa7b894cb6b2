import {describe, expect, it} from "vitest";
import {
  defaultWeights,
  drawFunction
} from "../../../loaders/benchmarks/list-programs/construction-weights.js";
import {goldOf, passesGold} from "../../../loaders/benchmarks/list-programs/gold.js";
import {guessRate} from "../../../loaders/benchmarks/list-programs/guess-rate.js";
import {functionsOf, listFunctions} from "../../../loaders/benchmarks/list-programs/list-function.js";
import {createRandom} from "../../../src/random/keyed-random.js";

describe("guessRate of a list program", () => {
  it("is the weight of the construction over its functions, and 1 over all functions", () => {
    const rates = listFunctions().map(({tests}) => guessRate(goldOf(tests))!);
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(1, 12);
    const [first] = functionsOf("filter_map");
    // The weights are percents.
    expect(guessRate(goldOf(first!.tests))).toBeCloseTo(
      defaultWeights.filter_map / 100 / functionsOf("filter_map").length,
      15
    );
  });

  it("agrees with the tests on 4,000 programs for other tasks", () => {
    const random = createRandom("others");
    const asked = functionsOf("reduce")[0]!;
    const gold = goldOf(asked.tests);
    const draws = 4_000;
    let right = 0;
    for (let i = 0; i < draws; i++)
      if (passesGold(gold, drawFunction(random, defaultWeights).programs.expression)) right++;
    const rate = guessRate(gold)!;
    expect(right).toBeGreaterThan(10);
    expect(Math.abs(right / draws - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / draws));
  });

  it("is not known of a gold of no function", () => {
    expect(guessRate(goldOf([{input: [1], expected: 77}]))).toBeNull();
    expect(guessRate("def f(xs): ...")).toBeNull();
  });
});
