import {describe, expect, it} from "vitest";
import {evenTries, supportBound, supportClass} from "../../../src/metrics/support/certificate.js";

const bound = (full: number, low: number, high = low, texts = 1) => ({texts, full, low, high});

describe("supportBound", () => {
  it("adds up probabilities, and counts what the settings cut off as 0", () => {
    const texts = [
      {sumLogprob: Math.log(1 / 8), sampledLow: Math.log(1 / 4), sampledHigh: Math.log(1 / 4)},
      {sumLogprob: Math.log(1 / 16), sampledLow: null, sampledHigh: Math.log(1 / 8)},
      {sumLogprob: Math.log(1 / 32), sampledLow: null, sampledHigh: null}
    ];
    const {full, low, high} = supportBound(texts);
    expect(full).toBeCloseTo(7 / 32, 12);
    expect(low).toBeCloseTo(1 / 4, 12);
    expect(high).toBeCloseTo(3 / 8, 12);
    expect(supportBound([])).toEqual(bound(0, 0, 0, 0));
  });

  it("is at most 1", () => {
    const sure = {sumLogprob: 1e-9, sampledLow: 1e-9, sampledHigh: 1e-9};
    expect(supportBound([sure])).toEqual(bound(1, 1));
  });
});

describe("evenTries", () => {
  it("gives a better than even chance, and a thousandth less does not by far", () => {
    for (const rate of [0.3, 1e-3, 1e-9]) {
      const k = evenTries(rate);
      expect(-Math.expm1(k * Math.log1p(-rate))).toBeGreaterThanOrEqual(0.5);
      expect(-Math.expm1(0.6 * k * Math.log1p(-rate))).toBeLessThan(0.5);
    }
  });

  it("is 1 at least, and endless for 0 and beyond a million millions", () => {
    expect(evenTries(1)).toBe(1);
    expect(evenTries(0)).toBe(Infinity);
    expect(evenTries(Math.LN2 / 1.01e12)).toBe(Infinity);
    expect(evenTries(Math.LN2 / 0.99e12)).toBeCloseTo(0.99e12, -3);
  });
});

describe("supportClass", () => {
  // With 100 completions a rate of ln 2 / 100 = 0.0069 is the edge.
  const cases = [
    ["never written", bound(0, 0, 0, 0), 1],
    ["within reach", bound(0.5, 0.007), 1],
    ["hidden", bound(0.007, 0), 0.001],
    ["hidden", bound(0.007, 0.006), 1],
    ["unknown", bound(0.007, 0, 0.007), 1],
    ["demoted", bound(0.006, 0), 0.007],
    ["rare", bound(0.006, 0), 0.005],
    ["demoted", bound(0.7e-6, 0), 1],
    ["out of reach", bound(0.69e-6, 0), 1],
    ["out of reach", bound(0.69e-6, 0, 0.0001), 0]
  ] as const;
  it.each(cases)("is %s for %o with %d under the other policy", (expected, given, other) => {
    expect(supportClass(given, 100, other)).toBe(expected);
  });
});
