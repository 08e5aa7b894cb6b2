import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {clopperPearson} from "../../../src/metrics/statistics/clopper-pearson.js";
import {meanInterval} from "../../../src/metrics/statistics/mean-interval.js";
import {pairedMeanInterval} from "../../../src/metrics/statistics/paired-mean-interval.js";
import {scoreInterval} from "../../../src/metrics/statistics/score-interval.js";
import {studentQuantile} from "../../../src/metrics/statistics/student-quantile.js";

const unit = fc.array(
  fc.integer({min: 0, max: 64}).map((part) => part / 64),
  {minLength: 1, maxLength: 60}
);

describe("scoreInterval", () => {
  it("gives Newcombe's published values with continuity correction", () => {
    // Newcombe 1998, table I, method 4: 81/263, 15/148, 0/20, 1/29.
    const round = (share: number, size: number) =>
      [scoreInterval(share, size)].flatMap(({low, high}) => [low, high].map((end) => Number(end.toFixed(4))));
    expect(round(81 / 263, 263)).toEqual([0.2535, 0.3682]);
    expect(round(15 / 148, 148)).toEqual([0.0598, 0.1644]);
    expect(round(0, 20)).toEqual([0, 0.2005]);
    expect(round(1 / 29, 29)).toEqual([0.0018, 0.1963]);
  });
});

describe("meanInterval", () => {
  it("leaves room for the problems that a sample may miss: 0 of 30 are not solved where 1 of 20 is never", () => {
    const seen = Array.from({length: 30}, (_, i) => 0.5 + (i % 2 === 0 ? 0.02 : -0.02));
    const {low, high} = meanInterval(seen);
    // One of `share` is in none of 30 with a chance of 2.5%.
    const share = 1 - 0.025 ** (1 / 30);
    expect(low).toBeCloseTo(0.5 * (1 - share), 12);
    expect(high).toBeCloseTo(0.5 + 0.5 * share, 12);
    expect(low).toBeLessThan(0.95 * 0.5);
    const spread = Array.from({length: 30}, (_, i) => (i + 0.5) / 30);
    expect(meanInterval(spread).low).toBeLessThan(0.5 * (1 - share));
  });

  it("is that of Clopper and Pearson for zeros and ones", () => {
    expect(meanInterval([1, 0, 1, 1, 0])).toEqual(clopperPearson(5, 3));
    expect(meanInterval([1, 1, 1])).toEqual(clopperPearson(3, 3));
  });

  it("lies in [0, 1], holds the mean, and is mirrored with the values", () => {
    fc.assert(
      fc.property(unit, (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const {low, high} = meanInterval(values);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(mean + 1e-12);
        expect(high).toBeGreaterThanOrEqual(mean - 1e-12);
        const mirrored = meanInterval(values.map((value) => 1 - value));
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
      })
    );
  });

  it("is wider than the spread of the values says where almost all are 1", () => {
    const nearly = Float64Array.from({length: 120}, (_, i) => (i === 0 ? 0.9 : 1));
    expect(meanInterval(nearly).low).toBeLessThan(0.97);
  });

  it("is NaN without values and with a NaN", () => {
    expect(meanInterval([])).toEqual({low: NaN, high: NaN});
    expect(meanInterval([0.5, NaN])).toEqual({low: NaN, high: NaN});
  });
});

describe("pairedMeanInterval", () => {
  it("changes its sign with the order, and holds the difference", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({min: 0, max: 1, noNaN: true}), fc.double({min: 0, max: 1, noNaN: true})),
          {minLength: 2, maxLength: 40}
        ),
        (pairs) => {
          const [a, b] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)];
          const difference = pairs.reduce((sum, [left, right]) => sum + left - right, 0) / pairs.length;
          const there = pairedMeanInterval(a, b);
          const back = pairedMeanInterval(b, a);
          expect(there.low).toBeCloseTo(-back.high, 9);
          expect(there.high).toBeCloseTo(-back.low, 9);
          expect(there.low).toBeLessThanOrEqual(difference + 1e-9);
          expect(there.high).toBeGreaterThanOrEqual(difference - 1e-9);
        }
      )
    );
  });

  it("is wider where no problem is lost: a few more problems may hold one that is", () => {
    const before = Float64Array.from({length: 60}, (_, i) => 0.2 + i / 100);
    const width = (gain: (i: number) => number): number => {
      const {low, high} = pairedMeanInterval(
        before.map((value, i) => value + gain(i)),
        before
      );
      return high - low;
    };
    // The same size of every gap, half of them losses.
    const both = width((i) => (i % 2 === 0 ? 0.1 : -0.1));
    expect(width(() => 0.1)).toBeGreaterThan(0.06);
    expect(width(() => 0.1)).toBeGreaterThan(both);
  });

  it("throws for lists of different length", () => {
    expect(() => pairedMeanInterval([1], [1, 0])).toThrow("1 values beside 2");
  });
});

describe("studentQuantile", () => {
  it("gives the tabulated values", () => {
    // Two-sided 95% and 90% of Student's t.
    const table = [
      [0.95, 5, 2.5706],
      [0.95, 29, 2.0452],
      [0.95, 119, 1.9801],
      [0.9, 10, 1.8125],
      [0.9, 1e9, 1.6449]
    ] as const;
    for (const [level, degrees, value] of table)
      expect(Math.abs(studentQuantile(level, degrees) / value - 1)).toBeLessThan(0.002);
    expect(studentQuantile(0.95, 0)).toBe(Infinity);
  });
});
