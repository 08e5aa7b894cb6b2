import {describe, expect, it} from "vitest";
import {alphaEstimate, krippendorffAlpha} from "../../../src/metrics/reading/krippendorff.js";

/** Annotators as texts of one rating a unit, `.` for none. */
function unitsOf(...annotators: string[]): string[][] {
  return Array.from(annotators[0]!).map((_, unit) =>
    annotators.map((ratings) => ratings[unit]!).filter((rating) => rating !== ".")
  );
}

/** Krippendorff 2011, A: two annotators, two ratings. Printed as 0.095. */
const two = unitsOf("0100000010", "1110010000");
/** The same, C: four annotators, five ratings, some missing. Printed as 0.743. */
const four = unitsOf("123321412...", "1233224125.3", ".3332342251.", "12332441251.");

/** Alpha by its matrix of coincidences in whole sixths, for up to four ratings a unit: numerator and denominator. */
function exactAlpha(units: readonly string[][]): [bigint, bigint] {
  const cells = new Map<string, bigint>();
  for (const ratings of units.filter(({length}) => length > 1))
    for (const [i, a] of ratings.entries())
      for (const [j, b] of ratings.entries())
        if (i !== j) cells.set(a + b, (cells.get(a + b) ?? 0n) + 6n / BigInt(ratings.length - 1));
  const sum = (wanted: (pair: string) => boolean): bigint =>
    [...cells].reduce((total, [pair, sixths]) => (wanted(pair) ? total + sixths : total), 0n);
  const [n, unlike] = [sum(() => true), sum(([a, b]) => a !== b)];
  const margins = [...new Set([...cells.keys()].map((pair) => pair[0]!))].map((a) =>
    sum((pair) => pair.startsWith(a))
  );
  const expected = n * n - margins.reduce((total, margin) => total + margin * margin, 0n);
  // All in sixths: n - 1 is (n - 6) / 6.
  return [expected - (n - 6n) * unlike, expected];
}

describe("krippendorffAlpha", () => {
  it("is that of the published examples, exactly", () => {
    for (const [units, exact, printed] of [
      [two, 2 / 21, 0.095],
      [four, 113 / 152, 0.743]
    ] as const) {
      const [above, below] = exactAlpha(units);
      expect(Number(above) / Number(below)).toBeCloseTo(exact, 15);
      expect(krippendorffAlpha(units)).toBeCloseTo(exact, 14);
      expect(exact).toBeCloseTo(printed, 3);
    }
  });

  it("is 1 of full agreement, below 0 of full disagreement, NaN where nothing can disagree", () => {
    expect(krippendorffAlpha(unitsOf("vviu", "vviu"))).toBe(1);
    expect(krippendorffAlpha(unitsOf("vi", "iv"))).toBeCloseTo(-0.5, 14);
    expect(krippendorffAlpha(unitsOf("vvv", "vvv"))).toBeNaN();
    expect(krippendorffAlpha(unitsOf("v.", ".i"))).toBeNaN();
    expect(krippendorffAlpha([])).toBeNaN();
  });

  it("has an interval around it that narrows with units, and none from fewer than two", () => {
    const some = alphaEstimate(four);
    const many = alphaEstimate(Array.from({length: 20}, () => four).flat());
    expect(some.estimate).toBeCloseTo(113 / 152, 14);
    expect(some.low).toBeLessThan(113 / 152);
    expect(some.high).toBeGreaterThan(113 / 152);
    expect(many.high - many.low).toBeLessThan((some.high - some.low) / 3);
    expect(alphaEstimate([["a", "b"]]).low).toBeNaN();
  });

  it("leaves room for what few units lack: a disagreement, or an agreement on the rarest rating", () => {
    const times = (count: number, ...ratings: string[]): string[][] =>
      Array.from({length: count}, () => ratings);
    // Two readers with 8% of mistakes each on texts that are all valid agree as chance would have it: alpha is 0, and in 46% of
    // samples of 120 both are never wrong at once.
    const without = alphaEstimate([...times(102, "v", "v"), ...times(9, "v", "i"), ...times(9, "i", "v")]);
    expect(without.estimate).toBeLessThan(-0.07);
    expect(without.high).toBeGreaterThan(0);
    const full = alphaEstimate([...times(10, "v", "v"), ...times(10, "i", "i")]);
    expect([full.estimate, full.high]).toEqual([1, 1]);
    // 20 units without a disagreement: up to 1 - 0.025^(1/20) = 16.8% may be, and alpha is about 1 - 2 x that.
    expect(full.low).toBeGreaterThan(1 - 2.3 * 0.168);
    expect(full.low).toBeLessThan(1 - 1.7 * 0.168);
    expect(alphaEstimate(times(9, "v", "v"))).toEqual({estimate: NaN, low: NaN, high: NaN});
  });
});
