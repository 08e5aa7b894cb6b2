import {describe, expect, it} from "vitest";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {samplingInterval} from "../../../src/metrics/coverage/sampling-interval.js";
import {lookBudgets, pairLook} from "../../../src/metrics/coverage/settled.js";
import {looks} from "../../../src/metrics/counts/stopping-rule.js";
import {random, type Random} from "../../../src/random/random.js";

const rule = {successes: 6, first: 32};

/** Draws a problem by the rule. */
function counts(rate: number, most: number, stream: Random): Counts {
  let [n, c] = [0, 0];
  for (const look of looks({first: 16}, most)) {
    for (; n < look; n++) if (stream.uniform() < rate) c++;
    if (n >= rule.first && c >= rule.successes) break;
  }
  return {n, c, rule};
}

const options = {level: 0.95, share: 1 / 4, ratio: 2, most: 128, aim: 64};

describe("lookBudgets", () => {
  it("has four budgets an octave and ends with the most", () => {
    expect(lookBudgets(16)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16]);
    expect(lookBudgets(9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(lookBudgets(0)).toEqual([]);
    expect(lookBudgets(16, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16]);
    expect(lookBudgets(8, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("samplingInterval", () => {
  it("holds the difference on the same problems as often as its level says, with rare successes and stopped problems", () => {
    const rates = Array.from({length: 60}, (_, i) => (i < 20 ? 0.002 : (i - 19) / 45));
    const stream = random("sampling interval");
    for (const k of [1, 8, 64]) {
      const truth = rates.reduce((sum, p) => sum + (1 - p) ** k - (1 - p / 3) ** k, 0) / -60;
      let held = 0;
      for (let trial = 0; trial < 400; trial++) {
        const [base, rl] = [(p: number) => p / 3, (p: number) => p].map((of) =>
          rates.map((p) => counts(of(p), 128, stream))
        );
        const {low, high} = samplingInterval(base!, rl!, k, 0.95);
        if (low <= truth && truth <= high) held++;
      }
      expect(held / 400).toBeGreaterThan(0.94);
    }
  });

  it("is NaN where a problem that is still drawn has fewer than twice k, and by symmetry changes its sign", () => {
    const base = [
      {n: 16, c: 3},
      {n: 16, c: 0}
    ];
    const rl = [
      {n: 16, c: 9},
      {n: 16, c: 1}
    ];
    expect(samplingInterval(base, rl, 9).low).toBeNaN();
    const {low, high} = samplingInterval(base, rl, 4);
    const other = samplingInterval(rl, base, 4);
    expect([-other.high, -other.low]).toEqual([low, high]);
    expect(samplingInterval([{n: 32, c: 8, rule}], [{n: 32, c: 7, rule}], 400).low).not.toBeNaN();
  });
});

describe("pairLook", () => {
  const cell = (n: number, c: number, times: number): Counts[] => Array.from({length: times}, () => ({n, c}));

  it("settles a crossing that the counts make plain, and leaves open what problems like these might do", () => {
    const base = [...cell(128, 30, 40), ...cell(128, 8, 20)];
    const rl = [...cell(128, 110, 40), ...cell(128, 0, 20)];
    const {here, population} = pairLook(base, rl, options);
    expect(here.settled).toBe("crossing");
    expect(here.kMax).toBe(64);
    expect(population.kMax).toBe(128);
    const {low, estimate, high} = here.crossing;
    expect(low).toBeLessThan(estimate);
    expect(high / low).toBeLessThan(2);
    expect(population.crossing.low).toBeLessThan(low);
    expect(population.crossing.high).toBeGreaterThan(high);
  });

  it("tells the base ahead from the start, RL ahead to the end, and neither", () => {
    const [much, little] = [cell(128, 100, 50), cell(128, 1, 50)];
    expect(pairLook(much, little, options).here.settled).toBe("base-ahead");
    expect(pairLook(little, much, options).here).toMatchObject({
      settled: "rl-ahead",
      noneBelow: 64,
      crossing: {low: Infinity}
    });
    expect(pairLook(little, much, {...options, most: 256, aim: 128}).here).toMatchObject({
      settled: "open",
      noneBelow: 64
    });
    expect(pairLook(much, much, options).here.settled).toBe("open");
    expect(pairLook([], [], options).here).toMatchObject({settled: "open", differences: []});
  });

  it("says that no curves cross below a k beyond what is measured where a bound shows it, and nowhere else", () => {
    const rl = [...cell(128, 100, 80), ...cell(128, 0, 20)];
    const never = [...cell(128, 40, 20), ...cell(128, 0, 80)];
    const wide = {...options, most: 512};
    expect(pairLook(never, rl, {...wide, aim: 256}).here).toMatchObject({
      settled: "rl-ahead",
      kMax: 64,
      noneBelow: 256
    });
    // So many of the base's rare successes that more completions may find its other problems solved too.
    const rare = [...cell(128, 40, 20), ...cell(128, 1, 20), ...cell(128, 0, 60)];
    expect(pairLook(rare, rl, {...wide, aim: 256}).here).toMatchObject({settled: "open", noneBelow: 64});
    expect(pairLook(never, rl, {...wide, aim: 10_000}).here.settled).toBe("open");
    expect(pairLook(never, rl, {...wide, aim: 32}).here).toMatchObject({settled: "rl-ahead", noneBelow: 64});
  });
});
