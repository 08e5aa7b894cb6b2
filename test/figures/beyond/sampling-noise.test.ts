import {describe, expect, it} from "vitest";
import {noiseAnswer, noiseRows, type NoiseRow} from "../../../src/figures/beyond/sampling-noise.js";
import {mainPairs} from "../../../src/metrics/counts/main-pairs.js";
import {samplingStandardError} from "../../../src/metrics/pass-at-k/sampling-standard-error.js";
import {guessCounts, guessStudy} from "../guess/example-guesses.js";

describe("noiseRows", () => {
  const rows = noiseRows(guessCounts, guessStudy);

  it("has both policies of every pair at budgets up to half of the completions", () => {
    // n = 10: the largest power of two up to 5 is 4.
    expect(rows.slice(0, 4).map(({policy, k}) => [policy.role, k])).toEqual([
      ["base", 1],
      ["base", 4],
      ["rl", 1],
      ["rl", 4]
    ]);
    for (const {sampling} of rows) expect(sampling).not.toBeNaN();
  });

  it("splits the variance of coverage", () => {
    const {benchmark, policy, k, coverage, total, sampling, part} = rows[0]!;
    const [comparison] = mainPairs(guessCounts, guessStudy);
    expect([benchmark, policy]).toEqual([comparison!.benchmark, comparison!.base]);
    const shares = comparison!.counts.base.map(({n, c}) => c / n);
    const centre = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const squares = shares.reduce((sum, share) => sum + (share - centre) ** 2, 0);
    expect(coverage).toBeCloseTo(centre, 14);
    expect(total).toBeCloseTo(Math.sqrt(squares / (shares.length - 1) / shares.length), 14);
    expect(sampling).toBe(samplingStandardError(comparison!.counts.base, k));
    expect(part).toBeCloseTo((sampling / total) ** 2, 14);
  });

  it("has each policy by itself where nothing is compared", () => {
    const alone = {
      ...guessStudy,
      policies: guessStudy.policies.slice(0, 1).map((one) => ({...one, base: null}))
    };
    expect(noiseRows(guessCounts, alone).slice(0, 2)).toEqual(rows.slice(0, 2));
    expect(new Set(noiseRows(guessCounts, alone).map(({policy}) => policy.policy))).toEqual(
      new Set([alone.policies[0]!.policy])
    );
  });

  it("leaves out pairs with one completion a problem", () => {
    const once = guessCounts.map((rows) => ({
      ...rows,
      policies: rows.policies.map((policy) => ({
        ...policy,
        n: policy.n.map(() => 1),
        c: policy.c.map(() => 1)
      }))
    }));
    expect(noiseRows(once, guessStudy)).toEqual([]);
  });
});

describe("noiseAnswer", () => {
  const row = (k: number, part: number | null) => ({k, part}) as NoiseRow;

  it("says what would narrow the bands", () => {
    expect(noiseAnswer([row(1, 0.01), row(1, 0.02), row(4, 0.3), row(4, null)])).toBe(
      "Sampling makes up 1.0% to 2.0% of the variance of coverage at k = 1 and 30.0% to 30.0% above: more problems would narrow the bands, more completions hardly."
    );
    expect(noiseAnswer([row(1, 0.8)])).toMatch(
      / at k = 1: more completions would narrow .* problems hardly\.$/
    );
    expect(noiseAnswer([row(1, 0.8), row(4, 0.1)])).toMatch(/would both narrow the bands\.$/);
    expect(noiseAnswer([row(1, null)])).toContain("cannot be told apart");
  });
});
