import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fractionalPower} from "../../../src/metrics/statistics/fractional-power.js";

describe("fractionalPower", () => {
  it("is exact where square roots are", () => {
    expect(fractionalPower(2, 0)).toBe(1);
    expect(fractionalPower(2, 1)).toBe(2);
    expect(fractionalPower(16, 0.25)).toBe(2);
    expect(fractionalPower(16, 0.75)).toBe(8);
    expect(fractionalPower(2, 0.5)).toBe(Math.SQRT2);
  });

  it("agrees with the engine's own power", () => {
    fc.assert(
      fc.property(
        fc.double({min: 1, max: 1e6, noNaN: true}),
        fc.double({min: 0, max: 1, noNaN: true}),
        (base, exponent) => {
          expect(Math.abs(fractionalPower(base, exponent) / base ** exponent - 1)).toBeLessThan(1e-14);
        }
      ),
      {numRuns: 2000}
    );
  });
});
