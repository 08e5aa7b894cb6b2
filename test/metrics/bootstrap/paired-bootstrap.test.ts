import {describe, expect, it} from "vitest";
import {acceleration} from "../../../src/metrics/bootstrap/acceleration.js";
import {bootstrapInterval} from "../../../src/metrics/bootstrap/bootstrap-interval.js";
import {coverageBand} from "../../../src/metrics/bootstrap/coverage-band.js";
import {differenceBand} from "../../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import {resampleProblems} from "../../../src/metrics/bootstrap/resample-problems.js";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {coverage} from "../../../src/metrics/pass-at-k/coverage.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import {mean} from "../../../src/metrics/statistics/mean.js";
import {random} from "../../../src/random/random.js";

function simulate(problems: number, n: number, seed: string): Counts[] {
  const stream = random(seed);
  return Array.from({length: problems}, () => ({n, c: stream.below(n + 1)}));
}

describe("pairedBootstrap", () => {
  it("averages every policy over the same resampled problems", () => {
    const policies = [simulate(13, 8, "a"), simulate(13, 8, "b"), simulate(13, 8, "c")];
    const ks = [1, 4, 8];
    const {means, estimates} = pairedBootstrap(passAtKTable(policies, ks), {seed: "s", replicates: 7});
    const stream = random("s");
    const weights = new Float64Array(13);
    for (let r = 0; r < 7; r++) {
      resampleProblems(stream, weights);
      policies.forEach((counts, policy) => {
        const drawn = counts.flatMap((count, i) => new Array<Counts>(weights[i]!).fill(count));
        expect(drawn).toHaveLength(13);
        coverage(drawn, ks).forEach((value, j) => {
          expect(means[(policy * 3 + j) * 7 + r]).toBeCloseTo(value, 13);
        });
      });
    }
    expect(estimates.subarray(3, 6)).toEqual(coverage(policies[1]!, ks));
  });

  it("gives the same first replicates whatever their number and the policies beside", () => {
    const [a, b] = [simulate(9, 4, "a"), simulate(9, 4, "b")];
    const few = pairedBootstrap(passAtKTable([a], [1]), {seed: 3, replicates: 5});
    const many = pairedBootstrap(passAtKTable([b, a, b], [1, 2]), {seed: 3, replicates: 42});
    expect([...few.means]).toEqual([...many.means.subarray(2 * 42, 2 * 42 + 5)]);
  });

  it("keeps a k that was not measured for every problem NaN", () => {
    const bootstrap = pairedBootstrap(
      passAtKTable(
        [
          [
            {n: 4, c: 1},
            {n: 2, c: 1}
          ]
        ],
        [2, 4]
      ),
      {seed: 1, replicates: 50}
    );
    const band = coverageBand(bootstrap, 0, {method: "bca"});
    expect(band.estimate[0]).toBe(0.75);
    expect([band.estimate[1], band.low[1], band.high[1]]).toEqual([NaN, NaN, NaN]);
    expect([...bootstrap.means.subarray(50)].every(Number.isNaN)).toBe(true);
  });

  it("gives NaN without problems", () => {
    const band = coverageBand(pairedBootstrap(passAtKTable([[], []], [1]), {seed: 1, replicates: 10}), 1);
    expect([band.estimate[0], band.low[0], band.high[0]]).toEqual([NaN, NaN, NaN]);
  });

  it.each(["score", "percentile"] as const)(
    "draws whole clusters, so that copies of a problem do not narrow the band: %s",
    (method) => {
      const originals = simulate(12, 16, "clusters");
      const copied = originals.flatMap((counts) => [counts, counts, counts]);
      const clusters = copied.map((_, i) => Math.floor(i / 3));
      const width = (counts: Counts[], options: {clusters?: number[]} = {}): number => {
        const bootstrap = pairedBootstrap(passAtKTable([counts], [1]), {seed: 5, ...options});
        const {low, high} = coverageBand(bootstrap, 0, {method});
        return high[0]! - low[0]!;
      };
      expect(width(copied, {clusters})).toBeCloseTo(width(originals), 12);
      expect(width(copied)).toBeLessThan(0.75 * width(originals));
      expect(() => pairedBootstrap(passAtKTable([copied], [1]), {seed: 5, clusters: [0]})).toThrow(
        "1 cluster indices for 36 problems"
      );
    }
  );

  it("has no width for a difference between identical policies", () => {
    const counts = simulate(30, 8, "same");
    const band = differenceBand(pairedBootstrap(passAtKTable([counts, counts], kGrid(8)), {seed: 1}), 0, 1, {
      method: "bca"
    });
    for (const values of [band.estimate, band.low, band.high]) expect([...values]).toEqual([0, 0, 0, 0]);
  });

  it("narrows the difference of policies that meet the same problems", () => {
    const base = simulate(60, 32, "pairs");
    const better = base.map(({n, c}, i) => ({n, c: i % 4 === 0 ? Math.max(0, c - 1) : Math.min(n, c + 3)}));
    const paired = differenceBand(pairedBootstrap(passAtKTable([better, base], [1]), {seed: 1}), 0, 1);
    const alone = coverageBand(pairedBootstrap(passAtKTable([base], [1]), {seed: 1}), 0);
    expect(paired.high[0]! - paired.low[0]!).toBeLessThan(0.3 * (alone.high[0]! - alone.low[0]!));
  });

  it.each(["score", "percentile", "bca"] as const)(
    "covers the true mean in about 95 of 100 simulated studies (%s)",
    (method) => {
      // 40 problems with p uniform on [0, 1]: true pass@1 is 1/2.
      let covered = 0;
      const studies = 400;
      for (let study = 0; study < studies; study++) {
        const counts = simulate(40, 64, `coverage ${study}`);
        const band = coverageBand(
          pairedBootstrap(passAtKTable([counts], [1]), {seed: study, replicates: 400}),
          0,
          {method}
        );
        if (band.low[0]! <= 0.5 && 0.5 <= band.high[0]!) covered++;
      }
      expect(covered / studies).toBeGreaterThan(0.91);
      expect(covered / studies).toBeLessThan(0.98);
    }
  );

  it("takes well under a second for 20 policies x 500 problems x 11 values of k x 1,000 replicates", () => {
    const policies = Array.from({length: 20}, (_, i) => simulate(500, 1024, `speed ${i}`));
    const start = performance.now();
    pairedBootstrap(passAtKTable(policies, kGrid(1024)), {seed: 1, replicates: 1000});
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("bootstrapInterval", () => {
  const replicates = Float64Array.from({length: 1025}, (_, i) => i);

  it("is the percentile interval without bias and acceleration, and BCa with neither changes nothing", () => {
    expect(bootstrapInterval(replicates, 0.9375)).toEqual({low: 32, high: 992});
    const {low, high} = bootstrapInterval(replicates, 0.9375, {estimate: 512, acceleration: 0});
    expect(low).toBeCloseTo(32, 8);
    expect(high).toBeCloseTo(992, 8);
  });

  it("shifts against the bias: replicates mostly below the estimate move the interval up", () => {
    const {low, high} = bootstrapInterval(replicates, 0.95, {estimate: 614.4, acceleration: 0});
    // z0 = 0.25347, tails Phi(2 z0 -+ 1.95996) = 0.0731 and 0.9932.
    expect(low / 1024).toBeCloseTo(0.0731, 3);
    expect(high / 1024).toBeCloseTo(0.9932, 3);
  });

  it("falls back to the percentile interval when all replicates lie on one side", () => {
    expect(bootstrapInterval(replicates, 0.9375, {estimate: 2000, acceleration: 0})).toEqual({
      low: 32,
      high: 992
    });
  });

  it("is NaN when a replicate is NaN or there is none", () => {
    expect(bootstrapInterval(new Float64Array([1, NaN]), 0.95)).toEqual({low: NaN, high: NaN});
    expect(bootstrapInterval(new Float64Array(), 0.95)).toEqual({low: NaN, high: NaN});
  });
});

describe("acceleration", () => {
  it("is a sixth of the skewness over the root of the size", () => {
    // 0, 0, 0, 1: deviations -1/4 (three times) and 3/4; cubes 3/8, squares 3/4.
    expect(acceleration([0, 0, 0, 1])).toBeCloseTo(0.375 / (6 * 0.75 ** 1.5), 12);
    expect(acceleration([1, 2, 3])).toBeCloseTo(0, 12);
  });

  it("is 0 where nothing varies", () => {
    expect(acceleration([0.1, 0.1, 0.1, 0.1, 0.1, 0.1])).toBe(0);
    expect(acceleration([1])).toBe(0);
    expect(acceleration([0, 1, 0], [0, 0, 0])).toBe(0);
  });

  it("leaves whole clusters out: copies of the values change nothing", () => {
    expect(acceleration([0, 0, 0, 0, 2, 2, 5, 5], [0, 0, 1, 1, 2, 2, 3, 3])).toBeCloseTo(
      acceleration([0, 0, 2, 5]),
      12
    );
  });
});

it("mean of nothing is NaN", () => {
  expect(mean([])).toBeNaN();
  expect(mean([1, 2, 6])).toBe(3);
});
