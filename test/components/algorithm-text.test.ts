import {describe, expect, it} from "vitest";
import type {EndsTable} from "../../src/metrics/ends-table.js";
import type {Estimate} from "../../src/metrics/sampling-efficiency-gap.js";
import {differAnswer, gapAnswer, spreadRows} from "../../src/components/algorithm-text.js";
import {endsViews} from "../../src/components/ends-view.js";
import {around, ends, endsStudy, endsTable, twoAlgorithms} from "./example-ends.js";

describe("gapAnswer", () => {
  it("tells the range of the algorithms at both ends and the smallest gap", () => {
    expect(gapAnswer(endsViews(endsTable(twoAlgorithms), endsStudy))).toBe(
      "On Sums, 2 algorithms solve 60.0% to 65.0% of the problems with one completion (Base 40.0%) and 70.0% to 80.0% with 16 (Base 90.0%). " +
        "The sampling-efficiency gap is 25.0 to 30.0 points, smallest for PPO (95% 20.0 to 30.0)."
    );
  });

  it("names a single algorithm, and does not count another seed as one", () => {
    const table = endsTable([twoAlgorithms[0]!, {id: "grpo-seed2", pass: [0.7, 0.8]}]);
    expect(gapAnswer(endsViews(table, endsStudy))).toBe(
      "On Sums, GRPO solves 60.0% of the problems with one completion (Base 40.0%) and 80.0% with 16 (Base 90.0%). " +
        "The sampling-efficiency gap is 30.0 points (95% 25.0 to 35.0)."
    );
  });
});

describe("differAnswer", () => {
  const spread = (difference: Estimate) => ({
    methods: around(0.03, 0.01),
    seeds: around(0.02, 0.01),
    difference
  });
  const spreads = (difference: Estimate): EndsTable["spreads"] => [
    {
      benchmark: "sums",
      methods: ["grpo", "ppo"],
      seeds: ["grpo", "grpo-seed2"],
      kMax: 16,
      atOne: spread(difference),
      atMost: spread(around(0, 0.02))
    }
  ];

  it("does not take what the test finds for the algorithms' where seeds lie as far apart", () => {
    const table = endsTable(twoAlgorithms, {alike: ends(0.003, 0.4), spreads: spreads(around(0.01, 0.02))});
    expect(differAnswer(endsViews(table, endsStudy))).toBe(
      "The test tells the algorithms apart on Sums (p\u00a0=\u00a00.003 at k\u00a0=\u00a01). " +
        "It finds no difference between the algorithms on Sums (p\u00a0=\u00a00.40 at k\u00a0=\u00a016). " +
        "But nowhere do the algorithms lie detectably further apart than 2 runs of one algorithm that differ in the seed alone: " +
        "what the test finds may belong to the runs rather than to the algorithms."
    );
    expect(spreadRows(endsViews(table, endsStudy))[0]).toEqual({
      benchmark: "Sums",
      k: 1,
      pValue: "p\u00a0=\u00a00.003",
      methods: "3.0 (2.0 to 4.0)",
      seeds: "2.0 (1.0 to 3.0)",
      difference: "+1.0 (−1.0 to +3.0)"
    });
  });

  it("counts where the algorithms lie further apart than seeds", () => {
    const table = endsTable(twoAlgorithms, {alike: ends(0.003, 0.01), spreads: spreads(around(0.03, 0.01))});
    expect(differAnswer(endsViews(table, endsStudy))).toMatch(
      /^The test tells the algorithms apart on Sums \(p.=.0\.003 at k.=.1, p.=.0\.01 at k.=.16\)\. They lie further apart than 2 runs of one algorithm that differ in the seed alone in 1 of 2 comparisons\.$/
    );
  });

  it("says so where there are no seeds and nothing to compare", () => {
    expect(differAnswer(endsViews(endsTable(twoAlgorithms, {alike: ends(0.2, 0.3)}), endsStudy))).toMatch(
      /^The test finds no difference .*\. This study has no repeated run with another training seed/
    );
    expect(differAnswer(endsViews(endsTable(twoAlgorithms.slice(1)), endsStudy))).toBe(
      "Fewer than two algorithms have verdicts: there is nothing to compare."
    );
  });
});
