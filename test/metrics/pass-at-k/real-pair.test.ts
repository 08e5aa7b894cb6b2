import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {differenceBand} from "../../../src/metrics/bootstrap/difference-band.js";
import {pairedBootstrap} from "../../../src/metrics/bootstrap/paired-bootstrap.js";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {crossing} from "../../../src/metrics/coverage/crossing.js";
import {samplingEfficiencyGap} from "../../../src/metrics/coverage/sampling-efficiency-gap.js";
import {coverage} from "../../../src/metrics/pass-at-k/coverage.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {passAtKTable} from "../../../src/metrics/pass-at-k/pass-at-k-table.js";
import {accuracyHistogram} from "../../../src/metrics/sets/accuracy-histogram.js";
import {support} from "../../../src/metrics/sets/support.js";
import {mcnemar} from "../../../src/metrics/statistics/mcnemar.js";

const folder = process.env.BOUNDARY_SHARED_DATA ?? join(import.meta.dirname, "../../../../shared/data");
const file = join(folder, "completions/math500_qwen2.5-7b_base-vs-simplerl_n128_counts.csv");
const present = existsSync(file);
if (!present) console.log(`skipped: ${file} is missing`);

describe.skipIf(!present)("a real base / RLVR pair on MATH500, n = 128", () => {
  const rows = present
    ? readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",").map(Number))
    : [];
  const base = rows.map(([, n, c]): Counts => ({n: n!, c: c!}));
  const rl = rows.map(([, n, , c]): Counts => ({n: n!, c: c!}));

  it("gives the published pass@1 and pass@128", () => {
    const [baseFirst, baseLast] = coverage(base, [1, 128]);
    const [rlFirst, rlLast] = coverage(rl, [1, 128]);
    expect(rows).toHaveLength(500);
    expect(baseFirst).toBeCloseTo(0.6139, 4);
    expect(baseLast).toBeCloseTo(0.962, 12);
    expect(rlFirst).toBeCloseTo(0.7793, 4);
    expect(rlLast).toBeCloseTo(0.93, 12);
  });

  it("gives the published solvable sets, which differ significantly", () => {
    const sets = support(base, rl);
    expect(sets).toMatchObject({both: 462, baseOnly: 19, rlOnly: 3, neither: 16});
    expect(mcnemar(sets.baseOnly, sets.rlOnly)).toBeCloseTo(0.000855, 6);
  });

  it("crosses between k = 8 and k = 32, in every replicate", () => {
    const bootstrap = pairedBootstrap(passAtKTable([rl, base], kGrid(128)), {seed: "math500"});
    const {low, median, high, withoutCrossing, baseAhead} = crossing(
      bootstrap,
      0,
      1,
      differenceBand(bootstrap, 0, 1)
    );
    expect(low).toBeGreaterThan(4);
    expect(median).toBeGreaterThan(8);
    expect(median).toBeLessThan(32);
    expect(high).toBeLessThan(64);
    expect(withoutCrossing).toBeLessThan(0.01);
    expect(baseAhead).toBeGreaterThan(0.99);
    expect(samplingEfficiencyGap(bootstrap, 1, 0, 128).estimate).toBeCloseTo(0.962 - 0.779328125, 12);
    expect(() => samplingEfficiencyGap(bootstrap, 1, 0, 256)).toThrow(
      "k = 256 is not among the tabulated ks"
    );
  });

  it("moves problems to both ends of the accuracy histogram", () => {
    const ends = (counts: Counts[]): number[] => {
      const bins = accuracyHistogram(counts);
      return [bins[0]!.count, bins[11]!.count];
    };
    const [baseEnds, rlEnds] = [ends(base), ends(rl)];
    expect(baseEnds[0]).toBe(19);
    expect(rlEnds[0]).toBe(35);
    expect(rlEnds[1]).toBeGreaterThan(baseEnds[1]!);
  });
});
