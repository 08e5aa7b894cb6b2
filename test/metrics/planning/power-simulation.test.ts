import {describe, expect, it} from "vitest";
import {powerCells, type PowerOptions} from "../../../src/metrics/planning/power-simulation.js";
import type {RatePopulation} from "../../../src/metrics/planning/rate-population.js";
import {pairedMeanInterval} from "../../../src/metrics/statistics/paired-mean-interval.js";
import {normalCdf} from "../../../src/metrics/statistics/normal-cdf.js";
import {logitOf} from "./logit-of.js";

/** Every problem has the same two rates. */
function constant(base: number, rl: number): RatePopulation {
  return {
    draw: (_, ofBase, ofRl) => {
      ofBase.fill(logitOf(base));
      ofRl.fill(logitOf(rl));
    }
  };
}

/** Both policies have one rate a problem, uniform. */
const equal: RatePopulation = {
  draw: (random, base, rl) => {
    for (let i = 0; i < base.length; i++) base[i] = rl[i] = logitOf(random.uniform());
  }
};

const options = {at: 1, level: 0.95, seed: 1, replicates: 4000} satisfies Partial<PowerOptions>;

const factorial = (x: number): number => (x < 2 ? 1 : x * factorial(x - 1));

/** P(the interval is above 0) over all tables of m problems with one completion each: who solves a problem is independent. */
function enumerated(m: number, base: number, rl: number): number {
  let power = 0;
  for (let both = 0; both <= m; both++)
    for (let onlyRl = 0; both + onlyRl <= m; onlyRl++)
      for (let onlyBase = 0; both + onlyRl + onlyBase <= m; onlyBase++) {
        const none = m - both - onlyRl - onlyBase;
        const parts = [both, onlyRl, onlyBase, none];
        const chances = [rl * base, rl * (1 - base), (1 - rl) * base, (1 - rl) * (1 - base)];
        const chance =
          (factorial(m) / parts.reduce((product, part) => product * factorial(part), 1)) *
          chances.reduce((product, p, i) => product * p ** parts[i]!, 1);
        const ofRl = parts.flatMap((part, i) => new Array<number>(part).fill(i < 2 ? 1 : 0));
        const ofBase = parts.flatMap((part, i) => new Array<number>(part).fill(i % 2 === 0 ? 1 : 0));
        if (pairedMeanInterval(ofRl, ofBase).low > 0) power += chance;
      }
  return power;
}

describe("powerCells", () => {
  it("gives the power that enumerating all outcomes of a small study gives", () => {
    const [cell] = powerCells({
      ...{...options, population: constant(0.2, 0.9), problems: [9], completions: [1]},
      shift: {difference: 0.7, shift: 0}
    });
    const exact = enumerated(9, 0.2, 0.9);
    expect(exact).toBeGreaterThan(0.3);
    expect(exact).toBeLessThan(0.95);
    expect(Math.abs(cell!.difference! - exact)).toBeLessThan(3.5 * Math.sqrt((exact * (1 - exact)) / 4000));
  });

  it("comes near the normal approximation where problems are many", () => {
    const [m, n, base, rl] = [500, 8, 0.5, 0.52];
    const [cell] = powerCells({
      ...{...options, population: constant(base, rl), problems: [m], completions: [n], replicates: 1000},
      shift: {difference: rl - base, shift: 0}
    });
    const error = Math.sqrt((base * (1 - base) + rl * (1 - rl)) / (m * n));
    const normal = normalCdf((rl - base) / error - 1.96);
    expect(Math.abs(cell!.difference! - normal)).toBeLessThan(0.06);
    expect(cell!.difference!).toBeLessThan(normal + 0.035);
  });

  it("finds a difference of equal policies about as seldom as the level says, and hardly a crossing", () => {
    const cells = powerCells({
      ...{...options, population: equal, problems: [200, 400], completions: [16], at: 4},
      shift: {difference: 0, shift: 0}
    });
    for (const {difference, crossing} of cells) {
      expect(difference!).toBeGreaterThan(0.025);
      expect(difference!).toBeLessThan(0.06);
      expect(crossing).toBeLessThan(0.01);
    }
  });

  it("rises with the number of problems", () => {
    const cells = powerCells({
      ...{...options, population: constant(0.4, 0.5), problems: [10, 20, 40, 80], completions: [8]},
      ...{shift: {difference: 0.1, shift: 0}, replicates: 1000}
    });
    const powers = cells.map(({difference}) => difference!);
    expect(powers).toEqual(powers.toSorted((a, b) => a - b));
    expect(powers.at(-1)! - powers[0]!).toBeGreaterThan(0.3);
  });

  it("sees a crossing of a bold population, with a k* interval that narrows", () => {
    // The base solves everything in time; the RL policy half of the problems at once and the others never.
    const bold: RatePopulation = {
      draw: (random, base, rl) => {
        base.fill(logitOf(0.2));
        for (let i = 0; i < rl.length; i++) rl[i] = random.uniform() < 0.6 ? logitOf(0.9) : -Infinity;
      }
    };
    const [few, many] = powerCells({
      ...{...options, population: bold, problems: [20, 200], completions: [32], replicates: 500},
      shift: {difference: 0, shift: 0}
    });
    expect(many!.crossing).toBeGreaterThan(0.99);
    expect(few!.crossing).toBeLessThan(many!.crossing);
    expect(many!.crossingWidth).toBeLessThan(few!.crossingWidth);
    expect(many!.crossingWidth).toBeGreaterThan(1);
  });

  it("has no difference at a k beyond the completions, and shifts the RL policy for the difference alone", () => {
    const [short, long] = powerCells({
      ...{...options, population: constant(0.5, 0.5), problems: [300], completions: [2, 16], at: 4},
      ...{shift: {difference: -0.2, shift: -3}, replicates: 200}
    });
    expect(short!.difference).toBeNull();
    expect(long!.difference).toBeGreaterThan(0.99);
    expect(long!.crossing).toBeLessThan(0.05);
  });

  it("gives the same cells for the same options, and others for another seed", () => {
    const run = (seed: number) =>
      powerCells({
        ...{...options, population: equal, problems: [30], completions: [8], seed, replicates: 300},
        shift: {difference: 0.1, shift: 0.5}
      });
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});
