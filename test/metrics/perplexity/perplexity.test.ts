import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {perplexityHistogram} from "../../../src/metrics/perplexity/perplexity-histogram.js";
import {perplexityPoints} from "../../../src/metrics/perplexity/perplexity-points.js";
import {meanInterval} from "../../../src/metrics/statistics/mean-interval.js";
import {perplexityShift, shareBelowMedian} from "../../../src/metrics/perplexity/perplexity-shift.js";
import {perplexitySpread} from "../../../src/metrics/perplexity/perplexity-spread.js";
import {perplexityTable, type PerplexityRow} from "../../../src/metrics/perplexity/perplexity-table.js";

const options = {seed: 3, replicates: 400, level: 0.95};

describe("perplexitySpread", () => {
  it("pools completions, and takes the median of the problems' medians", () => {
    const {completions, quantiles, medianOfProblems} = perplexitySpread([[1, 2, 3], [], [5]])!;
    expect([completions, medianOfProblems]).toEqual([4, 3.5]);
    expect(quantiles.map((value) => value.toFixed(10))).toEqual(
      [1.15, 1.75, 2.5, 3.5, 4.7].map((value) => value.toFixed(10))
    );
  });

  it("is null without completions", () => {
    expect(perplexitySpread([[], []])).toBeNull();
  });
});

describe("perplexityHistogram", () => {
  it("counts in bins of equal width on a logarithmic axis, each closed below", () => {
    expect(perplexityHistogram([1, 1.9, 2, 3.9, 4, 8, 15.9], {high: 16, count: 4})).toEqual([2, 2, 1, 2]);
  });

  it("leaves out what is at the end or beyond, and takes a perplexity just below 1 for 1", () => {
    expect(perplexityHistogram([16, 20, Infinity, 1 - 1e-9], {high: 16, count: 4})).toEqual([1, 0, 0, 0]);
  });
});

describe("shareBelowMedian", () => {
  it("counts what is below the base's median, and what equals it half", () => {
    expect(shareBelowMedian({base: [1, 2, 3], policy: [1.5, 2, 2.5, 9]})).toBe(0.375);
  });

  it("takes the same text for equal, sampled or scored", () => {
    expect(shareBelowMedian({base: [2], policy: [2 * (1 - 4e-7), 2 * (1 + 4e-7)]})).toBe(0.5);
    expect(shareBelowMedian({base: [2], policy: [1.999, 2.001]})).toBe(0.5);
    expect(shareBelowMedian({base: [2], policy: [1.999]})).toBe(1);
  });
});

describe("perplexityShift", () => {
  const problems = [
    {base: [2, 3, 4], policy: [2, 2, 3]},
    {base: [1, 5], policy: [1]},
    {base: [7], policy: []}
  ];

  it("compares the problems that both have completions of", () => {
    const {problems: count, baseMedian, policyMedian, shareBelow} = perplexityShift(problems, options)!;
    expect(count).toBe(2);
    expect([baseMedian.estimate, policyMedian.estimate]).toEqual([3, 2]);
    expect(shareBelow.estimate).toBeCloseTo((2.5 / 3 + 1) / 2, 14);
    expect(shareBelow).toMatchObject(meanInterval([2.5 / 3, 1]));
  });

  it("has the pooled medians of the spread, and intervals that hold them", () => {
    const values = fc.array(fc.double({min: 1, max: 50, noNaN: true}), {minLength: 1, maxLength: 5});
    fc.assert(
      fc.property(
        fc.array(fc.record({base: values, policy: values}), {minLength: 1, maxLength: 6}),
        (drawn) => {
          const shift = perplexityShift(drawn, options)!;
          const medianOf = (side: "base" | "policy") =>
            perplexitySpread(drawn.map((problem) => problem[side]))!.quantiles[2];
          expect(shift.baseMedian.estimate).toBeCloseTo(medianOf("base"), 10);
          expect(shift.policyMedian.estimate).toBeCloseTo(medianOf("policy"), 10);
          for (const {estimate, low, high} of [shift.baseMedian, shift.policyMedian, shift.shareBelow]) {
            expect(low).toBeLessThanOrEqual(estimate + 1e-12);
            expect(high).toBeGreaterThanOrEqual(estimate - 1e-12);
          }
        }
      ),
      {numRuns: 60}
    );
  });

  it("is null without a shared problem", () => {
    expect(perplexityShift(problems.slice(2), options)).toBeNull();
  });
});

/** Rows of one problem, sample after sample. */
function rows(
  policy: string,
  scoredBy: string,
  perplexities: (number | null)[],
  verdicts = "ci"
): PerplexityRow[] {
  return perplexities.map((perplexity, i) => ({
    benchmark: "sums",
    policy,
    scored_by: scoredBy,
    problem_id: `p${i % 2}`,
    sample_index: Math.floor(i / 2),
    perplexity,
    verdict: policy === "_reference" ? null : verdicts[i % 2] === "c" ? "correct" : "incorrect"
  }));
}

const example = [
  ...rows("base", "base", [2, 4, 3, 5, 99, 99]),
  ...rows("grpo", "base", [1.5, 4, 1.5, null]),
  ...rows("grpo", "grpo", [1.1, 1.2, 1.1, 1.3]),
  ...rows("_reference", "base", [2, 2, 3, 3, 4, 4]),
  ...rows("other", "other", [1, 1])
];
const pair = {benchmark: "sums", base: "base", rl: "grpo", n: 2};

describe("perplexityTable", () => {
  const table = perplexityTable(example, [pair], options);
  const [found] = table.pairs;
  const condition = (scorer: string, author: string) =>
    found!.conditions.find((each) => each.scorer === scorer && each.author === author)!;

  it("summarises the first n completions of each condition, and every reference", () => {
    expect(condition("base", "base").all).toMatchObject({completions: 4, medianOfProblems: 3.5});
    expect(condition("base", "reference").all).toMatchObject({completions: 6, medianOfProblems: 3});
    expect(condition("rl", "base").all).toBeNull();
  });

  it("counts what a model cannot read apart", () => {
    expect(condition("base", "rl")).toMatchObject({unreadable: 1, all: {completions: 3}});
  });

  it("splits by verdict", () => {
    const {correct, incorrect} = condition("base", "base");
    expect([correct!.medianOfProblems, incorrect!.medianOfProblems]).toEqual([2.5, 4.5]);
    expect(condition("base", "reference").correct).toBeNull();
  });

  it("has one axis that holds nearly every completion of the paper's conditions", () => {
    expect(table.bins.high).toBeCloseTo(5, 0);
    expect(condition("base", "rl").histogram.reduce((sum, count) => sum + count)).toBe(3);
  });

  it("says how far the policy's completions have moved in the base's distribution", () => {
    expect(found!.shift).toMatchObject({problems: 2, shareBelow: {estimate: 1}});
  });

  it("has a pair without numbers where nothing was scored", () => {
    const [empty] = perplexityTable([], [pair], options).pairs;
    expect(empty!.shift).toBeNull();
    expect(empty!.conditions.every(({all}) => all === null)).toBe(true);
  });
});

describe("perplexityPoints", () => {
  it("gives single completions with their verdicts, in the order of the paper's conditions", () => {
    const [found] = perplexityPoints(example, [pair], (_, id) => `prompt of ${id}`);
    expect(found!.problems.map(({problem_id, base_accuracy}) => [problem_id, base_accuracy])).toEqual([
      ["p0", 1],
      ["p1", 0]
    ]);
    expect(found!.problems[1]).toEqual({
      problem_id: "p1",
      prompt: "prompt of p1",
      base_accuracy: 0,
      points: [
        {perplexities: [4, 5], verdicts: "ii"},
        {perplexities: [4], verdicts: "i"},
        {perplexities: [1.2, 1.3], verdicts: "ii"},
        {perplexities: [2, 3, 4], verdicts: "uuu"}
      ]
    });
  });

  it("shows 16 completions of a problem at most", () => {
    const many = rows(
      "base",
      "base",
      Array.from({length: 60}, (_, i) => 1 + i / 100)
    );
    const [found] = perplexityPoints(many, [{...pair, n: 30}], () => "");
    expect(found!.problems[0]!.points[0]!.perplexities).toHaveLength(16);
  });
});
