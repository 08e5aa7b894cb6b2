import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gPassAtK} from "../../../src/metrics/pass-at-k/g-pass-at-k.js";
import {meanGPassAtK} from "../../../src/metrics/pass-at-k/mean-g-pass-at-k.js";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {passHatK} from "../../../src/metrics/pass-at-k/pass-hat-k.js";
import {choose, ratio, subsets} from "./exact.js";

const triple = fc
  .integer({min: 1, max: 60})
  .chain((n) => fc.tuple(fc.constant(n), fc.integer({min: 0, max: n}), fc.integer({min: 1, max: n})));

/** P(at least m of k draws are correct), by bigint sums. */
function exactAtLeast(n: number, c: number, k: number, m: number): number {
  let hits = 0n;
  for (let j = m; j <= k; j++) hits += choose(c, j) * choose(n - c, k - j);
  return ratio(hits, choose(n, k));
}

describe("passHatK", () => {
  it("is the share of k-subsets that are all correct", () => {
    for (let n = 1; n <= 6; n++) {
      for (let c = 0; c <= n; c++) {
        for (let k = 0; k <= n; k++) {
          const all = subsets(n, k);
          expect(passHatK(n, c, k)).toBeCloseTo(
            all.filter((subset) => subset.every((i) => i < c)).length / all.length,
            14
          );
        }
      }
    }
  });

  it("mirrors pass@k of the wrong completions, and is NaN when n < k", () => {
    fc.assert(
      fc.property(triple, ([n, c, k]) => {
        expect(passHatK(n, c, k)).toBeCloseTo(1 - passAtK(n, n - c, k), 12);
        expect(passHatK(n, c, k)).toBeLessThanOrEqual(passAtK(n, c, k) + 1e-15);
      })
    );
    expect(passHatK(3, 3, 4)).toBeNaN();
  });
});

describe("gPassAtK", () => {
  it("agrees with exact hypergeometric tails", () => {
    fc.assert(
      fc.property(triple, fc.double({min: 0.01, max: 1, noNaN: true}), ([n, c, k], tau) => {
        expect(gPassAtK(n, c, k, tau)).toBeCloseTo(
          exactAtLeast(n, c, k, Math.max(1, Math.ceil(tau * k - 1e-9))),
          12
        );
      })
    );
  });

  it("is pass@k for a small tau and pass^k for tau = 1", () => {
    fc.assert(
      fc.property(triple, ([n, c, k]) => {
        expect(gPassAtK(n, c, k, 1 / k)).toBeCloseTo(passAtK(n, c, k), 12);
        expect(gPassAtK(n, c, k, 1)).toBeCloseTo(passHatK(n, c, k), 12);
      })
    );
  });

  it("falls as tau grows", () => {
    for (let tau = 0.1; tau < 1; tau += 0.1)
      expect(gPassAtK(48, 30, 16, tau)).toBeGreaterThanOrEqual(gPassAtK(48, 30, 16, tau + 0.1));
  });

  it("needs 7 of 10 at tau = 0.7, where tau k rounds above 7", () => {
    expect(0.7 * 10).toBe(7);
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(gPassAtK(200, 60, 100, 0.07)).toBeCloseTo(exactAtLeast(200, 60, 100, 7), 12);
    expect(gPassAtK(100, 7, 100, 0.07)).toBe(1);
  });

  it("stands n = 131,072 and is NaN when n < k", () => {
    expect(gPassAtK(131072, 65536, 1001, 0.5)).toBeCloseTo(0.5, 10);
    expect(gPassAtK(4, 2, 5, 0.5)).toBeNaN();
    expect(gPassAtK(4, 2, 0, 0.5)).toBeNaN();
  });
});

describe("meanGPassAtK", () => {
  it("sums G-Pass@k above a half, by hand for n = 4, c = 3, k = 4", () => {
    // i = 3, 4: at least 3 of 4 for sure, 4 of 4 never.
    expect(meanGPassAtK(4, 3, 4)).toBeCloseTo(0.5, 14);
    expect(meanGPassAtK(4, 4, 4)).toBeCloseTo(1, 14);
    expect(meanGPassAtK(4, 4, 1)).toBe(0);
    expect(meanGPassAtK(4, 4, 5)).toBeNaN();
  });
});
