import {describe, expect, it} from "vitest";
import {coverageAtCostTable} from "../../../loaders/tables/report/coverage-at-cost.js";
import {experimentCoverage} from "../../../loaders/tables/report/coverage.js";
import {outputEntropyTable} from "../../../loaders/tables/report/output-entropy.js";
import {clopperPearson} from "../../../src/metrics/statistics/clopper-pearson.js";
import {meanInterval} from "../../../src/metrics/statistics/mean-interval.js";
import {writeCurvesRun} from "../../support/runs/curves-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {writeTwoBenchmarksRun} from "../../support/runs/two-benchmarks-run.js";

describe("outputEntropyTable", () => {
  it("has a row for every policy on every benchmark, in the study's order", async () => {
    const {environment} = await writeTwoBenchmarksRun();
    // Every completion of the fixture has a mean entropy of 0.25.
    const row = {problems: 2, estimate: 0.25, low: 0.25, high: 0.25};
    expect(await outputEntropyTable(environment)).toEqual([
      {benchmark: "hard", policy: "base", ...row},
      {benchmark: "hard", policy: "grpo", ...row},
      {benchmark: "easy", policy: "base", ...row},
      {benchmark: "easy", policy: "grpo", ...row}
    ]);
  });
});

describe("coverageAtCostTable", () => {
  it("sets coverage against the mean tokens that k completions of a problem take", async () => {
    const {environment} = await writeTwoBenchmarksRun();
    const [hardBase] = await coverageAtCostTable(environment);
    // Completions of 10, 11, 12 and 13 tokens; c = 0 and 1 of 4.
    expect(hardBase).toEqual({
      benchmark: "hard",
      policy: "base",
      points: [
        {k: 1, tokens: 11.5, coverage: 0.125, ...meanInterval([0, 0.25])},
        {k: 2, tokens: 23, coverage: 0.25, ...meanInterval([0, 0.5])},
        // At k = n one of two problems is solved: its share has the exact interval.
        {k: 4, tokens: 46, coverage: 0.5, ...clopperPearson(2, 1)}
      ]
    });
  });

  it("has the bands of pass@k to the bit, from the same resamples for every policy", async () => {
    const {environment} = await writeCurvesRun(temporaryFolder());
    const costs = await coverageAtCostTable(environment);
    const {benchmarks} = await experimentCoverage("math")(environment);
    const expected = benchmarks.flatMap(({benchmark, curves}) =>
      curves.map(({policy, points}) => ({benchmark, policy, points}))
    );
    const bands = costs.map(({points, ...cell}) => ({
      ...cell,
      points: points.map(({tokens: _, ...point}) => point)
    }));
    expect(bands).toEqual(expected);
    expect(await coverageAtCostTable(environment)).toEqual(costs);
  });

  it("counts a completion that the verifier failed on in neither n nor tokens", async () => {
    const {environment} = await writeTwoBenchmarksRun("error");
    const [hardBase] = await coverageAtCostTable(environment);
    expect(hardBase!.points.map(({k, tokens}) => [k, tokens])).toEqual([
      [1, 11],
      [2, 22],
      [3, 33]
    ]);
  });
});
