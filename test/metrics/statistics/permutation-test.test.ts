import {describe, expect, it} from "vitest";
import {permutationTest} from "../../../src/metrics/statistics/permutation-test.js";
import {random} from "../../../src/random/random.js";

describe("permutationTest", () => {
  it("agrees with the enumeration of all 2^6 sign flips for two policies", () => {
    const a = [0.9, 0.8, 0.7, 0.2, 0.6, 0.5];
    const b = [0.5, 0.7, 0.4, 0.3, 0.1, 0.4];
    const gaps = a.map((value, i) => value - b[i]!);
    const observed = Math.abs(gaps.reduce((sum, gap) => sum + gap, 0));
    let reached = 0;
    for (let mask = 0; mask < 64; mask++) {
      const sum = gaps.reduce((total, gap, i) => total + (mask & (1 << i) ? gap : -gap), 0);
      if (Math.abs(sum) >= observed - 1e-9) reached++;
    }
    const {pValue, statistic} = permutationTest([a, b], {seed: 1, permutations: 40000});
    expect(pValue).toBeCloseTo(reached / 64, 2);
    expect(statistic).toBeCloseTo((observed / 6 / 2) ** 2, 12);
  });

  it("rejects in about 5 of 100 studies when nothing differs", () => {
    const stream = random("null");
    let rejected = 0;
    for (let study = 0; study < 400; study++) {
      const values = Array.from({length: 4}, () => new Float64Array(15));
      for (let problem = 0; problem < 15; problem++) {
        const p = stream.uniform();
        for (const row of values) row[problem] = Number(stream.uniform() < p);
      }
      if (permutationTest(values, {seed: study, permutations: 199}).pValue <= 0.05) rejected++;
    }
    expect(rejected).toBeGreaterThan(5);
    expect(rejected).toBeLessThan(36);
  });

  it("finds one policy that is better throughout, at the smallest p it can give", () => {
    const stream = random("better");
    const base = Array.from({length: 40}, () => stream.uniform() * 0.5);
    const values = [base, base.map((p) => p + 0.3 * stream.uniform()), base, base];
    expect(permutationTest(values, {seed: 1, permutations: 999}).pValue).toBe(0.001);
  });

  it("gives p = 1 when nothing differs, NaN without problems or a second policy", () => {
    expect(
      permutationTest(
        [
          [0.1, 1],
          [0.1, 1],
          [0.1, 1]
        ],
        {seed: 1}
      ).pValue
    ).toBe(1);
    expect(permutationTest([[], []], {seed: 1}).pValue).toBeNaN();
    expect(permutationTest([[1, 0]], {seed: 1}).pValue).toBeNaN();
    expect(permutationTest([], {seed: 1}).pValue).toBeNaN();
    expect(
      permutationTest(
        [
          [NaN, 1],
          [0, 1]
        ],
        {seed: 1}
      ).pValue
    ).toBeNaN();
    expect(() => permutationTest([[1], []], {seed: 1})).toThrow("policy 1 has 0 problems, policy 0 has 1");
  });
});
