import {describe, expect, it} from "vitest";
import {runsDifference, runsMean} from "../../../src/metrics/runs/two-source.js";
import {meanInterval} from "../../../src/metrics/statistics/mean-interval.js";
import {pairedMeanInterval} from "../../../src/metrics/statistics/paired-mean-interval.js";

/** Three runs on four problems; their means are 0.4, 0.5 and 0.6. */
const runs = [
  [0.2, 0.4, 0.4, 0.6],
  [0.3, 0.5, 0.5, 0.7],
  [0.4, 0.6, 0.6, 0.8]
];
const base = [0.1, 0.5, 0.3, 0.5];
/** Student's t for two degrees of freedom: 0.95 = t / √(2 + t²) solved for t. */
const t2 = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));

describe("runsMean", () => {
  it("adds the distances over problems and Student's over runs as squares", () => {
    const {estimate, low, high, problems, deviation} = runsMean(runs);
    expect(estimate).toBeCloseTo(0.5, 12);
    expect(deviation).toBeCloseTo(0.1, 12);
    const own = meanInterval([0.3, 0.5, 0.5, 0.7]);
    expect(problems.low).toBeCloseTo(own.low, 12);
    expect(problems.high).toBeCloseTo(own.high, 12);
    const reach = (t2 * 0.1) / Math.sqrt(3);
    expect(low).toBeCloseTo(0.5 - Math.sqrt((0.5 - own.low) ** 2 + reach ** 2), 9);
    expect(high).toBeCloseTo(0.5 + Math.sqrt((own.high - 0.5) ** 2 + reach ** 2), 9);
  });

  it("is the interval over problems where all runs have one mean", () => {
    const alike = runsMean([base, base]);
    const own = meanInterval(base);
    expect(alike.deviation).toBe(0);
    expect(alike.low).toBeCloseTo(own.low, 12);
    expect(alike.high).toBeCloseTo(own.high, 12);
  });

  it("stays a share: two runs far apart say nothing", () => {
    const {low, high} = runsMean([
      [0, 0.1, 0],
      [1, 0.9, 1]
    ]);
    expect([low, high]).toEqual([0, 1]);
  });
});

describe("runsDifference", () => {
  it("keeps the pairs of problems, and widens by the runs alone", () => {
    const {estimate, low, high} = runsDifference(runs, base);
    const own = pairedMeanInterval([0.3, 0.5, 0.5, 0.7], base);
    const reach = (t2 * 0.1) / Math.sqrt(3);
    expect(estimate).toBeCloseTo(0.15, 12);
    expect(low).toBeCloseTo(0.15 - Math.sqrt((0.15 - own.low) ** 2 + reach ** 2), 9);
    expect(high).toBeCloseTo(0.15 + Math.sqrt((own.high - 0.15) ** 2 + reach ** 2), 9);
  });
});
