import {describe, expect, it} from "vitest";
import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {recipeComparison} from "../../../src/metrics/runs/recipe-comparison.js";
import {runFamily} from "../../../src/metrics/runs/run-family.js";
import {runsTest} from "../../../src/metrics/runs/runs-test.js";

const rows = (policy: string, cs: readonly number[], n = 4): ProblemCount[] =>
  cs.map((c, i) => ({benchmark: "sums", policy, problem_id: `p${i}`, n, c}));

/** Of four completions. The base solves each problem at times, run 1 the first two always, run 2 the first alone and half of the second. */
const counts = [...rows("base", [1, 1, 1, 1]), ...rows("rl", [4, 4, 0, 0]), ...rows("rl-2", [4, 2, 0, 0])];
const recipe = {recipe: "rl", runs: ["rl", "rl-2", "rl-9"], base: "base"};

describe("runFamily", () => {
  it("has the means over problems and runs, by hand", () => {
    const family = runFamily("sums", counts, recipe, 0.95)!;
    expect(family.runs.map(({policy, coverage}) => [policy, coverage])).toEqual([
      ["rl", [0.5, 0.5, 0.5]],
      // pass@2 of 2 of 4: 1 - 1/6.
      ["rl-2", [0.375, (1 + 5 / 6) / 4, 0.5]]
    ]);
    expect(family.curve.map(({k, estimate}) => [k, estimate])).toEqual([
      [1, 0.4375],
      [2, (0.5 + (1 + 5 / 6) / 4) / 2],
      [4, 0.5]
    ]);
    // The base: 1/4, 1/2 and 1.
    expect(family.difference!.map(({estimate}) => estimate)).toEqual([
      0.1875,
      expect.closeTo((0.5 + (1 + 5 / 6) / 4) / 2 - 0.5, 12),
      -0.5
    ]);
    expect(family.gap!.estimate).toBe(1 - 0.4375);
    expect(family.curve[0]!.deviation).toBeCloseTo(0.125 / Math.SQRT2, 12);
    expect(family.curve[2]!.deviation).toBe(0);
  });

  it("has k* of the mean curve and of each run, the interval over both sources holding that over problems", () => {
    const {crossing, runs} = runFamily("sums", counts, recipe, 0.95)!;
    const [first, second] = [0.1875, 0.5 - (0.5 + (1 + 5 / 6) / 4) / 2];
    expect(crossing!.observed).toBeCloseTo(2 ** (first / (first + second)), 9);
    // Run 1 ties at 2 and is behind at 4: the crossing is where the tie ends. Run 2 is behind from before 2.
    expect(runs[0]!.crossing).toBeCloseTo(2, 9);
    expect(runs[1]!.crossing).toBeLessThan(2);
    expect(crossing!.low!).toBeLessThanOrEqual(crossing!.problems.low!);
    expect(crossing!.high ?? Infinity).toBeGreaterThanOrEqual(crossing!.problems.high ?? Infinity);
  });

  it("does without a base, and is null with one run", () => {
    const alone = runFamily("sums", counts, {...recipe, base: "none"}, 0.95)!;
    expect([alone.base, alone.difference, alone.crossing, alone.gap]).toEqual([null, null, null, null]);
    expect(runFamily("sums", counts, {...recipe, runs: ["rl", "rl-9"]}, 0.95)).toBeNull();
    expect(runFamily("words", counts, recipe, 0.95)).toBeNull();
  });
});

describe("runsTest", () => {
  it("is the share of arrangements that part the groups as far: all of them enumerated", () => {
    const groups = [
      [1, 2, 4],
      [8, 16]
    ];
    const all = groups.flat();
    const between = (two: readonly number[]): number => {
      const sum = two.reduce((total, i) => total + all[i]! - 6.2, 0);
      // The other group's sum has the same size and the other sign.
      return (sum * sum) / 2 + (sum * sum) / 3;
    };
    const pairs = all.flatMap((_, i) => all.slice(i + 1).map((_, j) => [i, i + 1 + j]));
    const share = pairs.filter((pair) => between(pair) >= between([3, 4]) - 1e-9).length / pairs.length;
    expect(share).toBe(0.1);
    expect(runsTest(groups, {seed: "exact"})).toBeCloseTo(share, 1);
    expect(Math.abs(runsTest(groups, {seed: "exact"}) - share)).toBeLessThan(0.01);
  });

  it("is 1 where all runs are equal, and NaN with a NaN", () => {
    expect(
      runsTest(
        [
          [1, 1],
          [1, 1]
        ],
        {seed: "a"}
      )
    ).toBe(1);
    expect(
      runsTest(
        [
          [1, NaN],
          [1, 1]
        ],
        {seed: "a"}
      )
    ).toBeNaN();
  });
});

describe("recipeComparison", () => {
  it("sets the spread of recipes beside that of runs, by hand", () => {
    const all = [
      ...rows("a", [4, 4, 0, 0]),
      ...rows("a2", [4, 2, 0, 0]),
      ...rows("b", [2, 2, 0, 0]),
      ...rows("b2", [2, 0, 0, 0]),
      ...rows("c", [4, 4, 4, 4])
    ];
    const recipes = [
      {recipe: "a", runs: ["a", "a2"]},
      {recipe: "b", runs: ["b", "b2"]},
      {recipe: "c", runs: ["c", "c2"]}
    ];
    const found = recipeComparison("sums", all, recipes, {base: "c", level: 0.95, seed: 1, benchmarks: 1})!;
    expect([found.recipes, found.runs, found.kMax]).toEqual([["a", "b"], [2, 2], 4]);
    // Means of runs at k = 1: 0.5, 0.375; 0.25, 0.125.
    expect(found.atOne.recipes).toBeCloseTo(0.25 / Math.SQRT2, 12);
    expect(found.atOne.runs).toBeCloseTo(0.125 / Math.SQRT2, 12);
    expect(found.atOne.range.estimate).toBeCloseTo(0.25, 12);
    expect(found.atOne.range.low).toBe(0);
    // c, taken as the base, solves all: the smallest gap is that of a.
    expect(found.leastGap!.estimate).toBeCloseTo(1 - 0.4375, 12);
    expect(found.leastGap!.low).toBeLessThan(1 - 0.4375);
    expect(
      recipeComparison("sums", all, recipes.slice(1), {base: "c", level: 0.95, seed: 1, benchmarks: 1})
    ).toBeNull();
  });
});
