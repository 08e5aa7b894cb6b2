import {describe, expect, it} from "vitest";
import {guessCoverage} from "../../../src/metrics/guess/guess-coverage.js";
import {guessSets, stays} from "../../../src/metrics/guess/guess-sets.js";
import {
  exampleRates,
  guessCounts,
  guessOptions,
  guessStudy,
  problemIds
} from "../../figures/guess/example-guesses.js";

const sets = guessSets(guessCounts, exampleRates, guessStudy);

describe("guessSets", () => {
  it("takes exact rates where there are some, and direct answers from the benchmark of that name", () => {
    expect(sets.map(({benchmark, source}) => [benchmark.benchmark, source])).toEqual([
      ["sums", "arithmetic"],
      ["dots", "direct"]
    ]);
    expect(sets[1]!.problems.map(({rate}) => rate)).toEqual([0, 0.03, 0.05, 0.6]);
  });

  it("takes direct answers on the benchmark itself where there is no other", () => {
    const without = guessSets(guessCounts.slice(0, 2), [], guessStudy);
    expect(without.map(({problems}) => problems.map(({direct}) => direct))).toEqual([
      problemIds.map(() => ({n: 10, c: 0}))
    ]);
  });

  it("is empty without rates and without a policy that answers directly", () => {
    expect(
      guessSets(guessCounts, [], {...guessStudy, experiments: guessStudy.experiments.slice(0, 1)})
    ).toEqual([]);
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

describe("guessCoverage", () => {
  it("compares the pairs on the problems that stay at the paper's limit, benchmarks by their own names", () => {
    const {benchmarks, ...options} = guessCoverage(guessCounts, exampleRates, guessStudy, guessOptions);
    expect(options).toEqual(guessOptions);
    expect(benchmarks.map(({benchmark, problems}) => [benchmark, problems])).toEqual([
      ["sums", 2],
      ["dots", 3]
    ]);
    const [sums] = benchmarks;
    // Of the problems that stay, the base solves 0.2 and 0.1 with one completion, and RL none.
    expect(sums!.comparisons[0]!.points[0]!.difference).toBeCloseTo(-0.15, 12);
  });

  it("leaves out a benchmark of which nothing stays", () => {
    const guessable = exampleRates.map((row) => ({...row, guess_rate: 0.5}));
    const {benchmarks} = guessCoverage(guessCounts, guessable, guessStudy, guessOptions);
    expect(benchmarks.map(({benchmark}) => benchmark)).toEqual(["dots"]);
  });
});
