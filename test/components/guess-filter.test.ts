import {describe, expect, it} from "vitest";
import {guessSets, stays} from "../../src/components/guess-sets.js";
import {readGuessChoice, writeGuessChoice} from "../../src/components/guess-state.js";
import {guessTable} from "../../src/components/guess-table.js";
import {guessAnswer, guessCaption, neverGuessedSentence} from "../../src/components/guess-text.js";
import type {BenchmarkCounts} from "../../src/metrics/benchmark-counts.js";
import type {StudySummary} from "../../src/metrics/study-summary.js";
import {exampleStudy} from "./example-study.js";

const [base, grpo] = exampleStudy.policies as [
  StudySummary["policies"][number],
  StudySummary["policies"][number]
];
const [sums] = exampleStudy.benchmarks as [StudySummary["benchmarks"][number]];
const n = [10, 10, 10, 10];
const problemIds = ["p0", "p1", "p2", "p3"];
const options = {level: 0.95, replicates: 200, seed: 1};

const counts: BenchmarkCounts[] = [
  {
    benchmark: "sums",
    problemIds,
    policies: [
      {policy: "base", n, c: [5, 3, 2, 1]},
      {policy: "grpo", n, c: [10, 10, 0, 0]}
    ]
  },
  {
    benchmark: "dots",
    problemIds,
    policies: [
      {policy: "base", n, c: [5, 5, 5, 5]},
      {policy: "grpo", n, c: [9, 9, 9, 0]},
      {policy: "direct", n, c: [0, 0, 0, 0]}
    ]
  },
  {
    benchmark: "dots-direct",
    problemIds,
    policies: [{policy: "direct", n: [100, 100, 100, 100], c: [0, 3, 5, 60]}]
  }
];

const study: StudySummary = {
  ...exampleStudy,
  policies: [base, grpo, {...base, policy: "direct", label: "Base, direct", prefill: "answer :"}],
  benchmarks: [
    sums,
    {...sums, benchmark: "dots", label: "Dots"},
    {...sums, benchmark: "dots-direct", label: "Dots, direct"}
  ],
  experiments: [
    {experiment: "math", policies: ["base", "grpo"], benchmarks: ["sums"], n: null},
    {experiment: "visual", policies: ["base", "grpo"], benchmarks: ["dots"], n: null},
    {experiment: "guess", policies: ["direct"], benchmarks: ["dots-direct"], n: null}
  ]
};
const rates = problemIds.map((problem_id, i) => ({
  benchmark: "sums",
  problem_id,
  guess_rate: [0.2, 0.05, 0.04, 0.01][i]!
}));
const sets = guessSets(counts, rates, study);

describe("guessSets", () => {
  it("takes exact rates where there are some, and direct answers from the benchmark of that name", () => {
    expect(sets.map(({benchmark, source}) => [benchmark.benchmark, source])).toEqual([
      ["sums", "arithmetic"],
      ["dots", "direct"]
    ]);
    expect(sets[1]!.problems.map(({rate}) => rate)).toEqual([0, 0.03, 0.05, 0.6]);
  });

  it("takes direct answers on the benchmark itself where there is no other", () => {
    const without = guessSets(counts.slice(0, 2), [], study);
    expect(without.map(({problems}) => problems.map(({direct}) => direct))).toEqual([
      problemIds.map(() => ({n: 10, c: 0}))
    ]);
  });

  it("is empty without rates and without a policy that answers directly", () => {
    expect(guessSets(counts, [], {...study, experiments: study.experiments.slice(0, 1)})).toEqual([]);
  });
});

describe("stays", () => {
  it("drops what is answered directly sometimes but rarely, as the paper does", () => {
    expect(sets[1]!.problems.map((problem) => stays(problem, 0.05))).toEqual([true, false, true, true]);
  });

  it("drops what random arithmetic meets at the limit or more often", () => {
    expect(sets[0]!.problems.map((problem) => stays(problem, 0.05))).toEqual([false, false, true, true]);
  });
});

describe("guessTable", () => {
  const made = guessTable(sets, study, {limit: 0.05, uniform: null}, options);

  it("compares all problems and those that stay, with the guess floor as a third curve", () => {
    expect(made.table.benchmarks.map(({benchmark, problems}) => [benchmark, problems])).toEqual([
      ["sums all", 4],
      ["sums kept", 2],
      ["dots all", 4],
      ["dots kept", 3]
    ]);
    const [all, kept] = made.table.benchmarks;
    expect(all!.curves.map(({policy}) => policy)).toEqual(["base", "grpo", "guessing alone"]);
    const floor = (k: number) => (1 - 0.96 ** k + (1 - 0.99 ** k)) / 2;
    expect(kept!.curves[2]!.points.map(({k, coverage}) => [k, coverage])).toEqual(
      [1, 2, 4, 8, 10].map((k) => [k, expect.closeTo(floor(k), 12) as number])
    );
    expect(kept!.curves[0]!.points[0]!.coverage).toBeCloseTo(0.15, 12);
    expect(kept!.curves[1]!.points[0]!.coverage).toBe(0);
  });

  it("uses one guess rate for every problem when asked to", () => {
    const {table} = guessTable(sets, study, {limit: 0.05, uniform: 0.5}, options);
    expect(table.benchmarks[0]!.curves[2]!.points[1]!.coverage).toBeCloseTo(0.75, 12);
  });

  it("has no panel for a filter that drops everything", () => {
    const {table, sets: filtered} = guessTable(sets, study, {limit: 0, uniform: null}, options);
    expect(table.benchmarks.map(({benchmark}) => benchmark)).toEqual(["sums all", "dots all", "dots kept"]);
    expect(filtered[0]!.kept).toBeNull();
  });

  it("answers whether the base still overtakes", () => {
    const answer = guessAnswer(made.sets);
    expect(answer).toMatch(
      /^The base overtakes on 2 of 2 benchmarks; without the guessable problems it still does on 2 of these\./
    );
    expect(answer).toContain("Sums: 2 of 4 problems stay, and k* is 1 (");
    expect(answer).toContain("Dots: 3 of 4 problems stay");
  });
});

describe("guessCaption", () => {
  it("says which problems went, and what the grey curve is", () => {
    const choice = {limit: 0.05, uniform: 0.001};
    const caption = guessCaption(guessTable(sets, study, choice, options).sets, choice, options, study);
    expect(caption).toContain(
      "A problem goes on Sums when random arithmetic meets the target at a rate of 5.0% or more; on Dots when the base answers right without reasoning at a rate above zero and below 5.0%."
    );
    expect(caption).toContain("with g = 0.1% for every problem");
  });
});

describe("neverGuessedSentence", () => {
  it("says what no right answer in n tries leaves open", () => {
    // 1 - 0.05^(1/100) = 2.95%, and 1 - (1 - 0.0295)^100 = 95%.
    expect(neverGuessedSentence(sets)).toContain(
      "On Dots, 1 of 4 problems were never answered right without reasoning, in 100 tries. That leaves a guess rate of up to 3.0% open (95%), which with 100 guesses would be right at least once with a chance of 95.0%"
    );
    expect(neverGuessedSentence(sets.slice(0, 1))).toBe("");
  });
});

describe("the choice in the URL", () => {
  it("comes back as it was written, and leaves other parameters alone", () => {
    const choice = {limit: 0.125, uniform: 0.001};
    const search = writeGuessChoice(choice, "?k=4");
    expect(search).toBe("?k=4&limit=12.5&rate=0.1");
    expect(readGuessChoice(search)).toEqual(choice);
    expect(writeGuessChoice({limit: 0.05, uniform: null}, "")).toBe("");
  });

  it("is the default where the URL makes no sense", () => {
    expect(readGuessChoice("?limit=-1&rate=200")).toEqual({limit: 0.05, uniform: null});
  });
});
