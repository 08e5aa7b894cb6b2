import {describe, expect, it} from "vitest";
import {mcnemar} from "../../../src/metrics/statistics/mcnemar.js";
import {signFlipTest} from "../../../src/metrics/statistics/sign-flip-test.js";
import {random} from "../../../src/random/random.js";

/** The share of all sign patterns whose sum is as far from 0. */
function enumerated(differences: readonly number[]): number {
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  let reached = 0;
  for (let mask = 0; mask < 1 << differences.length; mask++) {
    const sum = differences.reduce((total, value, i) => total + (mask & (1 << i) ? value : -value), 0);
    if (Math.abs(sum) >= observed - 1e-9) reached++;
  }
  return reached / (1 << differences.length);
}

describe("signFlipTest", () => {
  it("agrees with the enumeration of all sign patterns", () => {
    const stream = random("signs");
    for (let round = 0; round < 30; round++) {
      const differences = Array.from({length: 10}, () => (stream.below(129) - 50) / 128);
      expect(signFlipTest(differences)).toBeCloseTo(enumerated(differences), 12);
    }
  });

  it("is McNemar's exact test where all that differ differ by one", () => {
    for (const [up, down] of [
      [6, 0],
      [9, 3],
      [4, 4]
    ] as const) {
      const differences = [...Array<number>(up).fill(1), ...Array<number>(down).fill(-1), 0, 0, 0];
      expect(signFlipTest(differences)).toBeCloseTo(mcnemar(up, down), 12);
    }
  });

  it("rejects in at most 5 of 100 studies when nothing differs, for sums too large to be counted in full too", () => {
    const stream = random("null");
    for (const problems of [12, 200]) {
      let rejected = 0;
      for (let study = 0; study < 400; study++) {
        const differences = Array.from({length: problems}, () => stream.uniform() - stream.uniform());
        if (signFlipTest(differences) < 0.05) rejected++;
      }
      expect(rejected).toBeGreaterThan(6);
      expect(rejected).toBeLessThan(34);
    }
  });

  it("swaps names of whole clusters", () => {
    // Three problems of each of two clusters: two signs, so that nothing is below one half.
    expect(signFlipTest([1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1])).toBe(0.5);
    expect(signFlipTest([1, 1, 1, 1, 1, 1])).toBeCloseTo(1 / 32, 12);
  });

  it("gives 1 where nothing differs or the sum is 0, and NaN without or with unknown differences", () => {
    expect([signFlipTest([0, 0]), signFlipTest([0.5, -0.25, -0.25])]).toEqual([1, 1]);
    expect([signFlipTest([]), signFlipTest([0.5, NaN])]).toEqual([NaN, NaN]);
  });
});
