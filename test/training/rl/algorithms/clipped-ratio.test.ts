import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {clippedSlope, isClipped} from "../../../../loaders/training/algorithms/clipped-ratio.js";

const range = {low: 0.2, high: 0.28};

describe("clippedSlope", () => {
  it.each([
    [2, 1, 2, "is the advantage at ratio 1"],
    [2, 1.25, 2.5, "is ratio * advantage inside the range"],
    [2, 1.3, 0, "is 0 above the range for a positive advantage"],
    [2, 0.5, 1, "is not clipped below the range for a positive advantage: the push goes back"],
    [-2, 0.9, -1.8, "is ratio * advantage inside the range for a negative advantage"],
    [-2, 0.7, 0, "is 0 below the range for a negative advantage"],
    [-2, 3, -6, "is not clipped above the range for a negative advantage"],
    [0, 5, 0, "is 0 for advantage 0"]
  ])("of advantage %d at ratio %d is %d: it %s", (advantage, ratio, slope) => {
    expect(clippedSlope(advantage, ratio, range)).toBeCloseTo(slope, 12);
  });

  it("is the derivative in log p of the clipped objective", () => {
    const objective = (advantage: number, logRatio: number) => {
      const ratio = Math.exp(logRatio);
      const clipped = Math.min(1 + range.high, Math.max(1 - range.low, ratio));
      return Math.min(ratio * advantage, clipped * advantage);
    };
    const number = (min: number, max: number) => fc.double({min, max, noNaN: true});
    fc.assert(
      fc.property(number(-3, 3), number(-1, 1), (advantage, logRatio) => {
        // The objective has a corner at the ends of the range.
        fc.pre(Math.abs(logRatio - Math.log(1.28)) > 1e-3 && Math.abs(logRatio - Math.log(0.8)) > 1e-3);
        const distance = 1e-5;
        const rise = objective(advantage, logRatio + distance) - objective(advantage, logRatio - distance);
        expect(clippedSlope(advantage, Math.exp(logRatio), range)).toBeCloseTo(rise / (2 * distance), 5);
      })
    );
  });

  it("isClipped tells where the objective is flat", () => {
    expect(isClipped(1, 1.29, range)).toBe(true);
    expect(isClipped(1, 1.27, range)).toBe(false);
    expect(isClipped(-1, 0.79, range)).toBe(true);
    expect(isClipped(-1, 1.29, range)).toBe(false);
  });
});
