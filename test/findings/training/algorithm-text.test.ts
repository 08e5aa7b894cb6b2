import {describe, expect, it} from "vitest";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {differAnswer, gapAnswer, spreadRows} from "../../../src/findings/training/algorithm-text.js";
import {endsViews} from "../../../src/findings/training/ends-view.js";
import type {AtBothEnds} from "../../../src/metrics/coverage/both-ends.js";
import type {EndsTable} from "../../../src/metrics/coverage/ends-table.js";
import type {Estimate} from "../../../src/metrics/statistics/interval.js";
import {around, ends, endsStudy, endsTable, twoAlgorithms, twoBenchmarks} from "./example-ends.js";

describe("gapAnswer", () => {
  it("tells the range of the algorithms at both ends and the smallest gap", () => {
    expect(answerText(gapAnswer(endsViews(endsTable(twoAlgorithms), endsStudy)))).toBe(
      "Sums: 2 algorithms solve 60.0% to 65.0% of the problems with one completion (Base 40.0%) and 70.0% to 80.0% with 16 (90.0%); " +
        "the sampling-efficiency gap is 25.0 to 30.0 points, smallest for PPO (95% 20.0 to 30.0)."
    );
  });

  it("gives the range of the gaps over several benchmarks, with a case for each", () => {
    const views = twoBenchmarks(endsViews(endsTable(twoAlgorithms), endsStudy));
    const text =
      "2 algorithms solve 60.0% to 65.0% of the problems with one completion (Base 40.0%) and 70.0% to 80.0% with 16 (90.0%); " +
      "the gap is 25.0 to 30.0 points, smallest for PPO (95% 20.0 to 30.0).";
    expect(gapAnswer(views)).toEqual({
      lead: "With one try the algorithms stay 25.0 to 30.0 points below what their base solves with the most: this is the sampling-efficiency gap, on 2 tasks.",
      cases: [
        {title: "Sums", text},
        {title: "Products", text}
      ]
    });
  });

  it("names a single algorithm, and does not count another seed as one", () => {
    const table = endsTable([twoAlgorithms[0]!, {id: "grpo-seed2", pass: [0.7, 0.8]}]);
    expect(answerText(gapAnswer(endsViews(table, endsStudy)))).toBe(
      "Sums: GRPO solves 60.0% of the problems with one completion (Base 40.0%) and 80.0% with 16 (90.0%); " +
        "the sampling-efficiency gap is 30.0 points (95% 25.0 to 35.0)."
    );
  });
});

describe("differAnswer", () => {
  /** Two algorithms 2 to 6 points apart at either end. */
  const compared = (alike: AtBothEnds<number>, range = ends(around(0.04, 0.02), around(0.04, 0.02))) => ({
    alike,
    range,
    leastGap: around(0.25)
  });
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
    const table = endsTable(twoAlgorithms, {
      compared: compared(ends(0.003, 0.4)),
      spreads: spreads(around(0.01, 0.02))
    });
    expect(answerText(differAnswer(endsViews(table, endsStudy)))).toBe(
      "Sums: the test tells the algorithms apart at k = 1 (p = 0.003) and not at k = 16 (p = 0.40); the two furthest apart differ by 4.0 points at k = 1 (2.0 to 6.0), little, and by 4.0 points at k = 16 (2.0 to 6.0), little. But one run of each alone says little: they are nowhere detectably further from one another than 2 runs of one algorithm with other seeds, and this may be a difference of runs, not of algorithms.\nClearly: beyond chance, p < 0.05 after Holm’s correction over 2 tests. 7 points are little in the paper’s own terms."
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
    const table = endsTable(twoAlgorithms, {
      compared: compared(ends(0.003, 0.01)),
      spreads: spreads(around(0.03, 0.01))
    });
    expect(answerText(differAnswer(endsViews(table, endsStudy)))).toMatch(
      /^Sums: the test tells the algorithms apart \(p.=.0\.003 at k.=.1, p.=.0\.01 at k.=.16\); the two furthest apart .*\. One run of each alone is further from the others than 2 runs of one algorithm with other seeds from one another in 1 of 2 comparisons\.\nClearly: .* over 2 tests\. 7 points are little in the paper’s own terms\.$/
    );
  });

  it("counts the benchmarks on which the test tells them apart, with a case for each", () => {
    const table = endsTable(twoAlgorithms, {
      compared: compared(ends(0.4, 0.003)),
      spreads: spreads(around(0.03, 0.01))
    });
    const {lead, cases} = differAnswer(twoBenchmarks(endsViews(table, endsStudy)));
    expect(lead).toBe(
      "With one try the algorithms clearly differ on none of 2 tasks, with the most tries on both. That no two lie more than 7.0 points apart is shown on both. One run of each alone is further from the others than 2 runs of one algorithm with other seeds from one another in 2 of 4 comparisons."
    );
    expect(cases).toEqual(
      ["Sums", "Products"].map((title) => ({
        title,
        text: "the test tells the algorithms apart at k\u00a0=\u00a016 (p\u00a0=\u00a00.003) and not at k\u00a0=\u00a01 (p\u00a0=\u00a00.40); the two furthest apart differ by 4.0 points at k\u00a0=\u00a01 (2.0 to 6.0), little, and by 4.0 points at k\u00a0=\u00a016 (2.0 to 6.0), little."
      }))
    );
  });

  it("says of each end whether the range is little, more, or open", () => {
    const range = (one: Estimate, most: Estimate) =>
      answerText(
        differAnswer(
          endsViews(
            endsTable(twoAlgorithms, {compared: compared(ends(0.003, 0.4), ends(one, most))}),
            endsStudy
          )
        )
      );
    expect(range(around(0.1, 0.02), around(0.06, 0.05))).toContain(
      "10.0 points at k\u00a0=\u00a01 (8.0 to 12.0), more than little, and by 6.0 points at k\u00a0=\u00a016 (1.0 to 11.0), which may be little or not."
    );
  });

  it("tells algorithms apart no more often than the tests hold together", () => {
    const table = endsTable(twoAlgorithms, {compared: compared(ends(0.03, 0.4))});
    const {lead} = differAnswer(twoBenchmarks(endsViews(table, endsStudy)));
    expect(lead).toMatch(
      /^With one try the algorithms clearly differ on none of 2 tasks, with the most tries on none of 2\. /
    );
  });

  it("says so where there are no seeds and nothing to compare", () => {
    const alike = endsTable(twoAlgorithms, {compared: compared(ends(0.2, 0.3))});
    expect(answerText(differAnswer(endsViews(alike, endsStudy)))).toMatch(
      /^Sums: the test finds no difference .*; the two furthest apart .*\. This study has no repeated run with another training seed/
    );
    expect(answerText(differAnswer(endsViews(endsTable(twoAlgorithms.slice(1)), endsStudy)))).toBe(
      "Fewer than two algorithms have verdicts: there is nothing to compare."
    );
  });
});
