import {describe, expect, it} from "vitest";
import {ratesAnswer, ratesCsv, ratesViews, rateText} from "../../../src/findings/runs/rates-text.js";
import {sizesAnswer, sizesCsv} from "../../../src/findings/runs/sizes-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import type {Comparison, CoverageCurve, CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {BenchmarkSizes} from "../../../src/metrics/runs/size-trend.js";
import type {ModelCard} from "../../../src/metrics/study/model-card.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../example-study.js";

const [base, grpo] = exampleStudy.policies as [StudySummary["policies"][0], StudySummary["policies"][0]];
const model = (policy: string, learningRate: number | null, steps: number) => ({
  ...{...grpo, policy, label: policy},
  training: {learningRate, steps, parameters: null}
});
const study: StudySummary = {
  ...exampleStudy,
  policies: [
    base,
    model("half", 1e-4, 300),
    model("grpo", 2e-4, 300),
    model("early", 2e-4, 100),
    model("unknown", null, 300)
  ]
};
const curve = (policy: string, [one, most]: [number, number]): CoverageCurve => ({
  policy,
  n: 16,
  points: [
    {k: 1, coverage: one, low: one - 0.05, high: one + 0.05},
    {k: 16, coverage: most, low: most - 0.05, high: most + 0.05}
  ]
});
const compared = (rl: string, [one, most]: [number, number], p = 0.001): Comparison => ({
  ...{base: "base", rl},
  points: [
    {k: 1, difference: one, low: one - 0.05, high: one + 0.05, p},
    {k: 16, difference: most, low: most - 0.05, high: most + 0.05, p}
  ],
  crossing: {observed: 4, median: 4, low: 2, high: 8, censored: 0, baseAhead: 1, kMax: 16, isSame: false}
});
const table: CoverageTable = {
  ...{level: 0.95, replicates: 2000, seed: 1},
  benchmarks: [
    {
      ...{benchmark: "sums", problems: 100},
      curves: [
        curve("base", [0.4, 0.9]),
        curve("half", [0.6, 0.8]),
        curve("grpo", [0.65, 0.7]),
        curve("early", [0.5, 0.85]),
        curve("unknown", [0.5, 0.5])
      ],
      comparisons: [
        compared("half", [0.2, -0.1]),
        compared("grpo", [0.25, -0.2]),
        compared("early", [0.1, -0.02]),
        compared("unknown", [0.1, -0.4])
      ]
    }
  ]
};
const card = (policy: string, value: number): ModelCard => ({
  ...{
    policy,
    kind: "rl",
    parameters: 1,
    seed: 1,
    steps: 300,
    tokens: 1,
    learning_rate: 1,
    seconds: 1,
    date: ""
  },
  validation_pass_at_1: [{step: 300, value}]
});

describe("ratesAnswer", () => {
  it("counts the rates at which RL wins with one try and loses with most, and tells how the used rate stands", () => {
    const views = ratesViews(table, study, [card("half", 0.7), card("grpo", 0.6)]);
    expect(answerText(ratesAnswer(views))).toBe(
      "Sums: 1e−4: +20.0 points with one try, −10.0 (−15.0 to −5.0) with 16, k* 4; 2e−4: +25.0 points with one try, −20.0 (−25.0 to −15.0) with 16, k* 4. " +
        "The loss with 16 tries is 10.0 to 20.0 points.\n" +
        "Clearly: beyond chance, p < 0.05 after Holm’s correction over 4 tests."
    );
    expect(views[0]).toMatchObject({used: 2e-4, best: 1e-4});
    expect(views[0]!.points.map(({policy}) => policy)).toEqual(["half", "early", "grpo"]);
  });

  it("leads with all tasks where there are several, the rate that validation likes beside that of the other pages", () => {
    const [one] = table.benchmarks;
    const two = {...table, benchmarks: [one!, {...one!, benchmark: "products"}]};
    const {lead} = ratesAnswer(ratesViews(two, study, [card("half", 0.7), card("grpo", 0.6)]));
    expect(lead).toBe(
      "From a learning rate of 1e−4 to 2e−4, after the last step of each, RL is clearly ahead of its base with one try and clearly behind with 16 in all 4 cases, a case being a rate on a task. " +
        "The other pages have 2e−4, which solves least with the most tries on both tasks; accuracy on the validation problems is highest at 1e−4, which solves least with the most tries on none of 2 tasks."
    );
    expect(ratesAnswer(ratesViews(two, study, [card("grpo", 0.6)])).lead).not.toContain("validation");
  });

  it("needs two rates, and writes every value", () => {
    const one = {
      ...table,
      benchmarks: [{...table.benchmarks[0]!, comparisons: [compared("half", [0.2, -0.1])]}]
    };
    expect(ratesViews(one, study, [])).toEqual([]);
    expect(ratesAnswer([]).lead).toMatch(/^No two learning rates/);
    expect(
      ratesCsv(ratesViews(table, study, []))
        .trim()
        .split("\n")
    ).toHaveLength(1 + 6);
    expect([rateText(5e-5), rateText(0.1)]).toEqual(["5e−5", "0.1"]);
  });
});

describe("sizesAnswer", () => {
  const size = (parameters: number, both: number, crossing: number | null) => ({
    ...{base: "b", rl: "r", parameters, crossing, low: 1, high: null},
    kept: {both, ofBase: 100, low: 0, high: 1}
  });
  const sums: BenchmarkSizes = {
    ...{benchmark: "sums", problems: 100, kMax: 16},
    sizes: [size(1e6, 60, 5), size(2e6, 70, 1), size(4e9, 80, null)],
    kept: {estimate: 0.1, low: 0.02, high: 0.18, sizes: 3},
    crossing: null
  };

  it("has the trend of both with intervals, and says where none can be computed", () => {
    expect(answerText(sizesAnswer({level: 0.95, benchmarks: [sums]}, exampleStudy))).toBe(
      "Sums: of what the base solves within 16 tries RL keeps 60%, 70% and 80%, smallest model first: +10.0 points with each doubling (95% +2.0 to +18.0); k* is 5, at most 1 and beyond 16: a trend cannot be computed."
    );
    const crossing = {estimate: -1, low: -2, high: 1, sizes: 3};
    const two = {level: 0.95, benchmarks: [sums, {...sums, crossing}]};
    expect(sizesAnswer(two, exampleStudy).lead).toBe(
      "From 1 million to 4 billion parameters, the share of the base’s problems that RL keeps has a trend on both tasks, and k* on none of 2; a trend is one whose 95% interval leaves no change out."
    );
    expect(sizesAnswer(two, exampleStudy).cases[1]!.text).toContain(
      "times 0.50 with each doubling (95% 0.25 to 2.00)"
    );
  });

  it("gives no interval for two sizes, and writes every value", () => {
    const kept = {estimate: 0.1, low: -Infinity, high: Infinity, sizes: 2};
    const text = answerText(sizesAnswer({level: 0.95, benchmarks: [{...sums, kept}]}, exampleStudy));
    expect(text).toContain("(two sizes, so without an interval)");
    expect(sizesAnswer({level: 0.95, benchmarks: []}, exampleStudy).lead).toMatch(/^Fewer than two sizes/);
    expect(
      sizesCsv({level: 0.95, benchmarks: [sums]})
        .trim()
        .split("\n")
    ).toHaveLength(4);
  });
});
