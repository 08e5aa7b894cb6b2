import {describe, expect, it} from "vitest";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {sizeTrend} from "../../../src/metrics/runs/size-trend.js";
import {trendInterval} from "../../../src/metrics/runs/trend-interval.js";
import {randomNormal} from "../../../src/random/draws.js";
import {random} from "../../../src/random/random.js";

describe("trendInterval", () => {
  it("of means on a straight line is the slope of each unit and its Student's interval", () => {
    const slopes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const value = (point: number, without: number | null): number => {
      const left = slopes.filter((_, unit) => unit !== without);
      return (point * left.reduce((sum, one) => sum + one, 0)) / left.length;
    };
    const {estimate, low, high, sizes} = trendInterval([0, 1, 2], value, {units: 10, level: 0.95})!;
    expect(sizes).toBe(3);
    expect(estimate).toBeCloseTo(5.5, 12);
    // Standard error of ten numbers with variance 55/6, and t of nine degrees: 2.262.
    const reach = 2.262 * Math.sqrt(55 / 6 / 10);
    expect(high - 5.5).toBeCloseTo(reach, 2);
    expect(5.5 - low).toBeCloseTo(reach, 2);
  });

  it("holds a true slope at least as often as it says, with noise of units and of runs", () => {
    const stream = random("trends");
    const places = [0, 1.7, 3.3, 4.6];
    let held = 0;
    const samples = 600;
    for (let sample = 0; sample < samples; sample++) {
      const runs = places.map(() => 0.02 * randomNormal(stream));
      const units = Array.from({length: 40}, () => {
        const own = 0.3 * randomNormal(stream);
        return places.map(
          (place, i) => 0.03 * place + runs[i]! + own * (1 + 0.2 * i) + 0.1 * randomNormal(stream)
        );
      });
      const totals = places.map((_, i) => units.reduce((sum, unit) => sum + unit[i]!, 0));
      const value = (i: number, without: number | null): number =>
        without === null ? totals[i]! / 40 : (totals[i]! - units[without]![i]!) / 39;
      const {low, high} = trendInterval(places, value, {units: 40, level: 0.95})!;
      if (low <= 0.03 && 0.03 <= high) held += 1;
    }
    expect(held / samples).toBeGreaterThanOrEqual(0.95);
  });

  it("has no end with two points, and is null where a value or a distance is missing", () => {
    expect(trendInterval([0, 1], (i) => i, {units: 5, level: 0.95})).toEqual({
      estimate: 1,
      low: -Infinity,
      high: Infinity,
      sizes: 2
    });
    expect(trendInterval([0, 1, 2], (i) => (i === 1 ? NaN : i), {units: 5, level: 0.95})).toBeNull();
    expect(trendInterval([1, 1], (i) => i, {units: 5, level: 0.95})).toBeNull();
  });
});

describe("sizeTrend", () => {
  const rows = (policy: string, cs: readonly number[]): ProblemCount[] =>
    cs.map((c, i) => ({benchmark: "sums", policy, problem_id: `p${i}`, n: 4, c}));
  const counts = [
    ...rows("s", [1, 1, 1, 1]),
    ...rows("s-rl", [4, 4, 0, 0]),
    ...rows("m", [1, 1, 1, 1]),
    ...rows("m-rl", [4, 4, 4, 0]),
    ...rows("l", [1, 1, 1, 0]),
    ...rows("l-rl", [4, 4, 4, 0])
  ];
  const pairs = [
    {base: "l", rl: "l-rl", parameters: 4000},
    {base: "s", rl: "s-rl", parameters: 1000},
    {base: "m", rl: "m-rl", parameters: 2000}
  ];

  it("orders by size, and has the share kept and its slope for each doubling by hand", () => {
    const {sizes, kept, crossing, kMax} = sizeTrend("sums", counts, pairs, 0.95)!;
    expect(kMax).toBe(4);
    expect(sizes.map(({rl, kept}) => [rl, kept.both, kept.ofBase])).toEqual([
      ["s-rl", 2, 4],
      ["m-rl", 3, 4],
      ["l-rl", 3, 3]
    ]);
    // 1/2, 3/4 and 1.
    expect(kept!.estimate).toBeCloseTo(0.25, 12);
    // The largest is never overtaken: there is no number to draw a line through.
    expect(sizes[2]!.crossing).toBeNull();
    expect(crossing).toBeNull();
    expect(sizes[0]!.crossing).toBeCloseTo(2, 9);
  });

  it("is null with one size", () => {
    expect(sizeTrend("sums", counts, pairs.slice(0, 1), 0.95)).toBeNull();
  });
});
