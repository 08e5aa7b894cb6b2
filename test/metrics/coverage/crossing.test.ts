import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {differenceBand} from "../../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {crossingInterval} from "../../../src/metrics/coverage/crossing-interval.js";
import {crossingPoint} from "../../../src/metrics/coverage/crossing-point.js";
import {crossing} from "../../../src/metrics/coverage/crossing.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import {random} from "../../../src/random/random.js";

describe("crossingPoint", () => {
  const ks = [1, 2, 4, 8, 16];

  it("interpolates in log2 k where the difference changes from + to -", () => {
    expect(crossingPoint(ks, [0.3, 0.1, -0.1, -0.2, -0.3])).toBeCloseTo(2 ** 1.5, 12);
    expect(crossingPoint(ks, [0.3, 0.2, 0.1, 0.03, -0.01])).toBeCloseTo(2 ** 3.75, 12);
  });

  it("takes the last crossing after which the base stays ahead", () => {
    expect(crossingPoint(ks, [0.1, -0.1, 0.1, -0.1, -0.1])).toBeCloseTo(2 ** 2.5, 12);
    expect(crossingPoint(ks, [0.1, -0.1, -0.1, -0.1, 0.1])).toBe(Infinity);
    expect(crossingPoint(ks, [-0.1, 0.1, 0.1, 0.1, -0.1])).toBeCloseTo(2 ** 3.5, 12);
  });

  it("is Infinity when RL is ahead everywhere, only ties at the end, or all is tied", () => {
    expect(crossingPoint(ks, [0.1, 0.1, 0.1, 0.1, 0.1])).toBe(Infinity);
    expect(crossingPoint(ks, [0.1, 0.1, 0.1, 0, 0])).toBe(Infinity);
    expect(crossingPoint(ks, [0, 0, 0, 0, 0])).toBe(Infinity);
    expect(crossingPoint(ks, [1e-16, -1e-16, 0, 0, -1e-16])).toBe(Infinity);
  });

  it("is the first k when the base is ahead from there on", () => {
    expect(crossingPoint(ks, [-0.1, -0.1, -0.1, -0.1, -0.1])).toBe(1);
    expect(crossingPoint(ks, [0, -0.1, -0.1, -0.1, -0.1])).toBe(1);
  });

  it("ends at a tie just before the base is ahead, and ties after it change nothing", () => {
    expect(crossingPoint(ks, [0.1, 0, 0, -0.1, -0.1])).toBeCloseTo(4, 12);
    expect(crossingPoint(ks, [0.1, -0.1, -0.1, 0, 0])).toBeCloseTo(2 ** 0.5, 12);
  });

  it("ignores k that were not measured", () => {
    expect(crossingPoint(ks, [0.1, -0.1, -0.1, NaN, NaN])).toBeCloseTo(2 ** 0.5, 12);
    expect(crossingPoint(ks, [NaN, NaN, NaN, NaN, NaN])).toBeNaN();
    expect(crossingPoint([], [])).toBeNaN();
  });

  it("lies between the neighbours of the sign change, and mirrors to Infinity or an earlier k when the sides are swapped", () => {
    const steps = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 5, maxLength: 5});
    fc.assert(
      fc.property(steps, (difference) => {
        const k = crossingPoint(ks, difference);
        const swapped = crossingPoint(
          ks,
          difference.map((d) => -d)
        );
        if (k < Infinity) expect(k >= 1 && k <= 16).toBe(true);
        const last = difference.findLast((d) => Math.abs(d) > 1e-12);
        expect(k < Infinity).toBe(last !== undefined && last < 0);
        expect(swapped < Infinity).toBe(last !== undefined && last > 0);
      })
    );
  });
});

describe("crossing", () => {
  function study(counts: (p: number) => [Counts, Counts], problems = 80): ReturnType<typeof crossing> {
    const stream = random("study");
    const pairs = Array.from({length: problems}, () => counts(stream.uniform()));
    const table = passAtKTable([pairs.map(([rl]) => rl), pairs.map(([, base]) => base)], kGrid(64));
    const bootstrap = pairedBootstrap(table, {seed: 11, replicates: 1000});
    return crossing(bootstrap, 0, 1, differenceBand(bootstrap, 0, 1));
  }

  it("finds where a sharper policy is overtaken by a broader one", () => {
    // RL solves 60 % of problems always; the base solves all of them at a rate of 1 in 8.
    const result = study((p) => [
      {n: 64, c: p < 0.6 ? 64 : 0},
      {n: 64, c: 8}
    ]);
    expect(result.low).toBeGreaterThan(2);
    expect(result.low).toBeLessThan(result.median);
    expect(result.median).toBeLessThan(result.high);
    expect(result.high).toBeLessThan(16);
    expect(result).toMatchObject({kMax: 64, withoutCrossing: 0, fromTheStart: 0, baseAhead: 1, tied: 0});
    expect(Math.abs(Math.log2(result.estimate / result.median))).toBeLessThan(0.2);
  });

  it("reports beyond kMax as Infinity when RL is ahead everywhere", () => {
    const result = study(() => [
      {n: 64, c: 40},
      {n: 64, c: 0}
    ]);
    expect(result).toMatchObject({
      estimate: Infinity,
      median: Infinity,
      low: Infinity,
      high: Infinity,
      withoutCrossing: 1,
      baseAhead: 0,
      tied: 0
    });
  });

  it("reports the first k when the base is ahead everywhere", () => {
    const result = study(() => [
      {n: 64, c: 0},
      {n: 64, c: 8}
    ]);
    expect(result).toMatchObject({
      estimate: 1,
      median: 1,
      low: 1,
      high: 1,
      withoutCrossing: 0,
      fromTheStart: 1,
      baseAhead: 1
    });
  });

  it("counts policies that are the same as tied, without a crossing", () => {
    const result = study((p) => [
      {n: 64, c: Math.floor(p * 64)},
      {n: 64, c: Math.floor(p * 64)}
    ]);
    expect(result).toMatchObject({median: Infinity, withoutCrossing: 1, baseAhead: 0, tied: 1, isSame: true});
  });

  it("censors rather than drops replicates: the interval is open above when many do not cross", () => {
    // About one problem in 20 is solved by the base alone; one in 20 by RL alone.
    const result = study(
      (p) => [
        {n: 64, c: p < 0.9 ? 60 : 0},
        {n: 64, c: p < 0.85 || p > 0.94 ? 20 : 0}
      ],
      60
    );
    expect(result.withoutCrossing).toBeGreaterThan(0.05);
    expect(result.withoutCrossing).toBeLessThan(0.95);
    expect(result.high).toBe(Infinity);
    expect(result.low).toBeLessThan(64);
    expect(result.withoutCrossing + result.baseAhead).toBeLessThanOrEqual(1 + 1e-12);
  });

  it("says of curves that are 0 everywhere that they are the same, and of others that they are not", () => {
    const never = {n: 64, c: 0};
    expect(study(() => [never, never])).toMatchObject({estimate: Infinity, isSame: true});
    expect(study((p) => [never, {n: 64, c: p < 0.5 ? 1 : 0}])).toMatchObject({isSame: false});
  });

  it("is NaN where nothing was measured", () => {
    const bootstrap = pairedBootstrap(passAtKTable([[], []], [1, 2]), {seed: 1, replicates: 20});
    const result = crossing(bootstrap, 0, 1, differenceBand(bootstrap, 0, 1));
    expect(result.median).toBeNaN();
    expect(result.withoutCrossing).toBeNaN();
    expect(result.kMax).toBeNaN();
  });
});

describe("crossingInterval", () => {
  const ks = [1, 2, 4, 8, 16];
  const interval = (estimate: number[], half: number[]): [number, number] => {
    const end = (sign: -1 | 1) => Float64Array.from(estimate, (value, j) => value + sign * half[j]!);
    const {low, high} = crossingInterval({
      ks,
      estimate: Float64Array.from(estimate),
      low: end(-1),
      high: end(1)
    });
    return [Number(low.toFixed(6)), Number(high.toFixed(6))];
  };
  const tenth = [0.1, 0.1, 0.1, 0.1, 0.1];

  it.each([
    ["a crossing between two leads", [0.3, 0.2, 0, -0.2, -0.3], tenth, [2 ** 1.5, 2 ** 2.5]],
    ["a lead that its interval does not show", [0.05, 0.02, -0.05, -0.2, -0.3], tenth, [1, 2 ** (2 + 1 / 3)]],
    ["a base whose lead is not shown", [0.3, 0.2, 0.15, 0.05, -0.05], tenth, [2 ** 2.5, Infinity]],
    ["no crossing, RL's lead shown to the end", [0.3, 0.3, 0.3, 0.3, 0.2], tenth, [Infinity, Infinity]],
    [
      "no crossing, RL's lead lost to sight",
      [0.3, 0.3, 0.2, 0.05, 0.05],
      tenth,
      [2 ** (2 + 2 / 3), Infinity]
    ],
    ["the base ahead from the start", [-0.3, -0.3, -0.3, -0.3, -0.3], tenth, [1, 1]],
    [
      "ties after the base's lead",
      [0.3, 0.1, -0.3, -0.02, 0],
      [0.1, 0.05, 0.1, 0.1, 0.1],
      [2 ** (1 + 1 / 9), 2 ** (1 + 3 / 7)]
    ],
    ["nothing that differs", [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [1, Infinity]]
  ])("goes from the crossing to where the band leaves zero: %s", (_, estimate, half, expected) => {
    expect(interval(estimate, half)).toEqual(expected.map((k) => Number(k.toFixed(6))));
  });

  it("is NaN where nothing was measured", () => {
    expect(interval([NaN, NaN, NaN, NaN, NaN], tenth)).toEqual([NaN, NaN]);
  });

  it("holds the crossing of the estimates, whatever the band", () => {
    const curve = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 5, maxLength: 5});
    const widths = fc.array(fc.double({min: 0, max: 0.5, noNaN: true}), {minLength: 5, maxLength: 5});
    fc.assert(
      fc.property(curve, widths, (estimate, half) => {
        const [low, high] = interval(estimate, half);
        const k = crossingPoint(ks, estimate);
        expect(low).toBeLessThanOrEqual(k + 1e-5);
        expect(high).toBeGreaterThanOrEqual(k === Infinity ? k : k - 1e-5);
      })
    );
  });
});
