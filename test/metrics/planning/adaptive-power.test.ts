import {describe, expect, it} from "vitest";
import {adaptiveCells, type AdaptivePowerOptions} from "../../../src/metrics/planning/adaptive-power.js";
import type {RatePopulation} from "../../../src/metrics/planning/rate-population.js";
import {logitOf} from "./logit-of.js";

/** A share of the problems has the first pair of rates, the others the second. */
function mixed(share: number, one: [number, number], other: [number, number]): RatePopulation {
  return {
    draw: (_, base, rl) => {
      for (let i = 0; i < base.length; i++) {
        const [left, right] = i % 10 < share * 10 ? one : other;
        base[i] = logitOf(left);
        rl[i] = logitOf(right);
      }
    }
  };
}

const plan: AdaptivePowerOptions["plan"] = {
  ...{rule: {successes: 4, first: 16}, raised: 4, from: 16},
  ...{level: 0.95, ratio: 2, most: 256, aim: 1000},
  share: (n) => n / (2 * (16 + 32 + 64 + 128 + 256))
};
const cells = (population: RatePopulation, budget = Infinity) =>
  adaptiveCells({population, problems: [20, 60], plan, budget, replicates: 60, seed: 1});

describe("adaptiveCells", () => {
  it("takes no more than what is planned, and settles what a population makes plain", () => {
    const [few, many] = cells(mixed(0.7, [0.2, 0.7], [0.2, 0]));
    expect(few).toMatchObject({problems: 20, planned: 2 * 20 * 256});
    expect(many!.ends.crossing).toBeGreaterThan(0.9);
    expect(many!.ends.crossing).toBeGreaterThanOrEqual(few!.ends.crossing);
    for (const {ends, median, nineOfTen, planned} of [few!, many!]) {
      expect(Object.values(ends).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(median).toBeLessThanOrEqual(nineOfTen);
      expect(nineOfTen).toBeLessThanOrEqual(planned);
      expect(median).toBeLessThan(planned / 4);
    }
  });

  it("says no crossing where the base never solves what RL does, and the base ahead, nothing solved and a budget that ends it", () => {
    expect(cells(mixed(0.5, [0, 0.3], [0.2, 0.4]))[1]!.ends["rl-ahead"]).toBeGreaterThan(0.9);
    expect(cells(mixed(0.5, [0.9, 0.2], [0.8, 0.1]))[1]).toMatchObject({
      ends: {"base-ahead": 1, open: 0},
      median: 2 * 60 * 16
    });
    const nothing = cells(mixed(1, [0, 0], [0, 0]))[0]!;
    expect(nothing).toMatchObject({ends: {unsolved: 1}, median: 2 * 20 * 32});
    const [short] = cells(mixed(0.5, [0.2, 0.2], [0, 0]), 20 * 2 * 16);
    expect(short).toMatchObject({ends: {open: 1}, median: 2 * 20 * 16});
  });

  it("is the same for the same options", () => {
    const population = mixed(0.7, [0.2, 0.5], [0.1, 0.05]);
    expect(cells(population)).toEqual(cells(population));
  });
});
