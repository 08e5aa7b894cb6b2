import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {clopperPearson} from "../../../src/metrics/statistics/clopper-pearson.js";
import {pairedMeanInterval} from "../../../src/metrics/statistics/paired-mean-interval.js";

/** How many of the problems both solve, and how many one of the two alone. */
interface Pairs {
  both: number;
  won: number;
  lost: number;
}

/** The interval of `won` less `lost` where so many of `problems` are solved by both, by one, by the other and by none. */
function intervalOf(problems: number, {both, won, lost}: Pairs): Interval {
  const solved = (own: boolean): Float64Array =>
    Float64Array.from({length: problems}, (_, i) => {
      const alone = i < both + won ? own : !own;
      return i < both || (i < both + won + lost && alone) ? 1 : 0;
    });
  return pairedMeanInterval(solved(true), solved(false));
}

/** ln n! */
function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}

/** The chance that the interval of `problems` problems holds won - lost, all samples taken together. */
function coverage(problems: number, intervals: ReadonlyMap<string, Interval>, chances: Pairs): number {
  const {both, won, lost} = chances;
  const term = (count: number, chance: number): number =>
    (count === 0 ? 0 : count * Math.log(Math.max(0, chance))) - logFactorial(count);
  let held = 0;
  for (const [key, {low, high}] of intervals) {
    if (low > won - lost + 1e-12 || high < won - lost - 1e-12) continue;
    const [ofBoth, ofWon, ofLost] = key.split(" ").map(Number) as [number, number, number];
    const rest = problems - ofBoth - ofWon - ofLost;
    const parts = [
      term(ofBoth, both),
      term(ofWon, won),
      term(ofLost, lost),
      term(rest, 1 - both - won - lost)
    ];
    held += Math.exp(logFactorial(problems) + parts.reduce((sum, part) => sum + part, 0));
  }
  return held;
}

/** The intervals of all samples of so many problems. */
function allIntervals(problems: number): Map<string, Interval> {
  const intervals = new Map<string, Interval>();
  for (let won = 0; won <= problems; won++)
    for (let lost = 0; won + lost <= problems; lost++)
      for (let both = 0; both + won + lost <= problems; both++)
        intervals.set(`${both} ${won} ${lost}`, intervalOf(problems, {both, won, lost}));
  return intervals;
}

describe("pairedMeanInterval of shares", () => {
  it.each([20, 30])(
    "holds the truth in 95 of 100 samples and more, all samples of %i problems taken together",
    (problems) => {
      const intervals = allIntervals(problems);
      for (const both of [0.1, 0.3, 0.45, 0.6, 0.85])
        for (const won of [0, 0.002, 0.03])
          for (const lost of [0.005, 0.02, 0.038, 0.076, 0.1, 0.115, 0.15]) {
            const chances = {both, won, lost};
            // The ends of a difference that hardly any problem makes lay at 93.6% and 92.5% before (0.45 solved by both).
            expect([chances, coverage(problems, intervals, chances) >= 0.95]).toEqual([chances, true]);
          }
    }
  );

  it("leaves room for a loss that 60 problems without one may miss: 1 - 0.025^(1/60) on either side", () => {
    const reach = 1 - 0.025 ** (1 / 60);
    const {low, high} = intervalOf(60, {both: 27, won: 0, lost: 0});
    expect(low).toBeCloseTo(-reach, 12);
    expect(high).toBeCloseTo(reach, 12);
  });

  it("reaches as far as Clopper and Pearson's interval of the problems lost, where none is won", () => {
    for (const lost of [1, 2, 5, 8])
      expect(intervalOf(60, {both: 27, won: 0, lost}).low).toBeLessThanOrEqual(
        -clopperPearson(60, lost).high + 1e-12
      );
  });

  it("leaves the end next to 0 where it was: whether six lost of 60 are a difference is as it was", () => {
    // By the sums of squares alone (Newcombe, method 10).
    expect(intervalOf(60, {both: 48, won: 0, lost: 6}).high).toBeCloseTo(-0.0091, 3);
    expect(intervalOf(60, {both: 48, won: 0, lost: 5}).high).toBeGreaterThan(0);
  });
});

describe("pairedMeanInterval of rates", () => {
  const rates = (length: number): Float64Array =>
    Float64Array.from({length}, (_, i) => 0.2 + (0.6 * i) / length);

  it("is narrow where many problems differ a little, each way", () => {
    const base = rates(120);
    const {low, high} = pairedMeanInterval(
      base.map((rate, i) => rate + (i % 3 === 0 ? -0.03 : 0.02)),
      base
    );
    expect(high - low).toBeLessThan(0.02);
  });

  it("counts problems that hardly differ as little, and lost ones as whole", () => {
    // All gain a hair but for those lost, as where a measure is nearly 0 or 1: near the interval of the shares.
    const base = Float64Array.from({length: 60}, (_, i) => (i < 27 ? 0.999 : 0.001));
    const gained = base.map((rate) => rate + 0.0005);
    const reach = 1 - 0.025 ** (1 / 60);
    expect(Math.abs(pairedMeanInterval(gained, base).low + reach)).toBeLessThan(0.005);
    const lost = gained.map((rate, i) => (i < 2 ? 0 : rate));
    expect(pairedMeanInterval(lost, base).low).toBeCloseTo(
      intervalOf(60, {both: 25, won: 0, lost: 2}).low,
      2
    );
  });

  it("gains nothing by a policy that solves nothing, and holds the difference", () => {
    const none = new Float64Array(30);
    expect(pairedMeanInterval(none, none).low).toBe(-pairedMeanInterval(none, none).high);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({min: 0, max: 8}), fc.integer({min: 0, max: 8})), {
          minLength: 2,
          maxLength: 40
        }),
        (counts) => {
          const [a, b] = [0, 1].map((side) => counts.map((pair) => pair[side]! / 8)) as [number[], number[]];
          const difference = a.reduce((sum, value, i) => sum + value - b[i]!, 0) / a.length;
          const {low, high} = pairedMeanInterval(a, b);
          expect(low).toBeLessThanOrEqual(difference + 1e-12);
          expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
          expect(low).toBeGreaterThanOrEqual(-1);
          expect(high).toBeLessThanOrEqual(1);
        }
      )
    );
  });

  it("is NaN with a NaN and without values", () => {
    expect(pairedMeanInterval([0.5, NaN], [0.1, 0.2])).toEqual({low: NaN, high: NaN});
    expect(pairedMeanInterval([], [])).toEqual({low: NaN, high: NaN});
  });
});
