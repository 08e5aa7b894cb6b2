import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {passAtKCurve} from "../../../src/metrics/pass-at-k/pass-at-k-curve.js";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {choose, ratio, subsets} from "./exact.js";

const exact = (n: number, c: number, k: number): number =>
  ratio(choose(n, k) - choose(n - c, k), choose(n, k));
const counts = fc
  .integer({min: 1, max: 200})
  .chain((n) => fc.record({n: fc.constant(n), c: fc.integer({min: 0, max: n})}));

describe("passAtK", () => {
  it("is the share of k-subsets that hold a correct completion, by enumeration up to n = 7", () => {
    for (let n = 1; n <= 7; n++) {
      for (let c = 0; c <= n; c++) {
        for (let k = 0; k <= n; k++) {
          const all = subsets(n, k);
          const hits = all.filter((subset) => subset.some((i) => i < c)).length;
          expect(passAtK(n, c, k)).toBeCloseTo(hits / all.length, 14);
        }
      }
    }
  });

  it("returns NaN when n < k, and for NaN arguments", () => {
    expect(passAtK(4, 1, 5)).toBeNaN();
    expect(passAtK(0, 0, 1)).toBeNaN();
    expect(passAtK(NaN, 0, 1)).toBeNaN();
    expect(passAtK(4, 1, NaN)).toBeNaN();
  });

  it("is c / n at k = 1 and 0 or 1 at k = n", () => {
    fc.assert(
      fc.property(counts, ({n, c}) => {
        expect(passAtK(n, c, 1)).toBeCloseTo(c / n, 14);
        expect(passAtK(n, c, n)).toBe(c > 0 ? 1 : 0);
      })
    );
  });

  it("agrees with exact rationals at n = 1,024 to 1e-13 relative, also where pass@k is tiny", () => {
    for (const c of [1, 2, 7, 100, 511, 1000, 1023]) {
      for (const k of [1, 2, 3, 16, 100, 512, 1000]) {
        const expected = exact(1024, c, k);
        expect(Math.abs(passAtK(1024, c, k) - expected) / expected).toBeLessThan(1e-13);
      }
    }
  });

  it("neither overflows nor underflows at n = 131,072", () => {
    expect(passAtK(131072, 1, 65536)).toBeCloseTo(0.5, 12);
    expect(passAtK(131072, 65536, 2000)).toBe(1);
    expect(passAtK(131072, 0, 131072)).toBe(0);
    expect(passAtK(131072, 2, 65536)).toBeCloseTo(1 - (65536 * 65535) / (131072 * 131071), 12);
  });
});

describe("passAtKCurve", () => {
  it("holds pass@k at index k - 1, for every k up to n", () => {
    fc.assert(
      fc.property(counts, ({n, c}) => {
        const curve = passAtKCurve(n, c);
        expect(curve).toHaveLength(n);
        curve.forEach((value, i) => {
          expect(value).toBeCloseTo(passAtK(n, c, i + 1), 12);
        });
      }),
      {numRuns: 40}
    );
  });

  it("never falls as k grows and stays in [0, 1]", () => {
    fc.assert(
      fc.property(counts, ({n, c}) => {
        const curve = passAtKCurve(n, c);
        for (let i = 1; i < n; i++) expect(curve[i]).toBeGreaterThanOrEqual(curve[i - 1]!);
        expect(curve[0]).toBeGreaterThanOrEqual(0);
        expect(curve[n - 1]).toBe(c > 0 ? 1 : 0);
      })
    );
  });

  it("grows with c", () => {
    fc.assert(
      fc.property(fc.integer({min: 2, max: 60}), fc.integer({min: 1, max: 60}), (n, k) => {
        fc.pre(k <= n);
        for (let c = 1; c <= n; c++) expect(passAtK(n, c, k)).toBeGreaterThanOrEqual(passAtK(n, c - 1, k));
      })
    );
  });

  it("is NaN past n, stops at kMax before it, and is empty at kMax = 0", () => {
    expect([...passAtKCurve(2, 1, 4)]).toEqual([0.5, 1, NaN, NaN]);
    expect(passAtKCurve(100, 3, 8)).toHaveLength(8);
    expect(passAtKCurve(5, 2, 0)).toHaveLength(0);
  });

  it("agrees with exact rationals over the whole curve at n = 131,072 to 1e-12", () => {
    const [n, c] = [131072, 3];
    const curve = passAtKCurve(n, c);
    for (const k of [1, 1000, 40000, 131069]) {
      const wrong = BigInt(n - k) * BigInt(n - k - 1) * BigInt(n - k - 2);
      const all = BigInt(n) * BigInt(n - 1) * BigInt(n - 2);
      const expected = ratio(all - wrong, all);
      expect(Math.abs(curve[k - 1]! - expected)).toBeLessThan(1e-12);
    }
  });
});
