import {describe, expect, it} from "vitest";
import {
  recipesAnswer,
  runsCrossing,
  runsCsv,
  runsRows,
  runsSentence
} from "../../../src/findings/runs/runs-text.js";
import {leadCautions} from "../../../src/findings/lead/lead-text.js";
import {leadView} from "../../../src/findings/lead/lead-view.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import type {RecipeComparison} from "../../../src/metrics/runs/recipe-comparison.js";
import type {RunFamily} from "../../../src/metrics/runs/run-family.js";
import type {TwoSourceEstimate} from "../../../src/metrics/runs/two-source.js";
import {exampleCounts} from "../example-counts.js";
import {exampleTable} from "../example-study.js";
import {endsStudy} from "../training/example-ends.js";

const estimate = (value: number, margin = 0.05, deviation = 0.01): TwoSourceEstimate => ({
  estimate: value,
  low: value - margin,
  high: value + margin,
  problems: {low: value - margin / 2, high: value + margin / 2},
  deviation
});

const family: RunFamily = {
  ...{benchmark: "sums", recipe: "grpo", base: "base", problems: 100, kMax: 16},
  runs: [
    {policy: "grpo", coverage: [0.6, 0.8], crossing: 3},
    {policy: "grpo-seed2", coverage: [0.62, 0.78], crossing: null}
  ],
  curve: [
    {k: 1, ...estimate(0.61)},
    {k: 16, ...estimate(0.79)}
  ],
  difference: [
    {k: 1, ...estimate(0.21)},
    {k: 16, ...estimate(-0.11, 0.2)}
  ],
  crossing: {observed: 4, low: 1, high: null, problems: {low: 2, high: 8}, isSame: false},
  gap: estimate(0.29)
};

describe("runsSentence", () => {
  it("has both ends with intervals over problems and runs, and no third number", () => {
    expect(runsSentence(family, 0.95)).toBe(
      "over 2 runs that differ in the seed alone, +21.0 points with one try (95% +16.0 to +26.0) and −11.0 with 16 (−31.0 to +9.0), for other problems and other runs."
    );
  });

  it("is empty without a base", () => {
    expect(runsSentence({...family, difference: null, crossing: null}, 0.95)).toBe("");
  });

  it("leaves k* to a sentence of its own, which says where there is none", () => {
    expect(runsCrossing(family)).toBe(
      "Over 2 runs, k* = 4 (at most 1 to beyond 16; 3 to beyond 16 in single runs)."
    );
    expect(runsCrossing({...family, crossing: {...family.crossing!, observed: null}})).toBe(
      "Over 2 runs, no k* up to 16."
    );
    expect(runsCrossing({...family, crossing: null})).toBe("");
  });

  it("stands with the headline of the pair whose recipe has several runs", () => {
    const tables = {
      ...{study: endsStudy, coverage: {math: exampleTable}, counts: exampleCounts},
      ...{guessRates: [], guesses: [], cards: []}
    };
    const runs = {level: 0.95, families: [family], comparisons: []};
    const titles = (more: object) => leadCautions(leadView({...tables, ...more})!).map(({title}) => title);
    expect(titles({runs})).toContain("Training runs");
    expect(titles({})).not.toContain("Training runs");
    expect(titles({runs: {...runs, families: [{...family, recipe: "ppo"}]}})).not.toContain("Training runs");
  });
});

describe("recipesAnswer", () => {
  const spread = (p: number) => ({
    recipes: 0.03,
    runs: 0.01,
    p,
    range: {estimate: 0.06, low: 0.01, high: 0.1}
  });
  const comparison = (one: number, most: number): RecipeComparison => ({
    ...{benchmark: "sums", recipes: ["grpo", "ppo"], runs: [2, 3], problems: 100, kMax: 16, leastGap: null},
    ...{atOne: spread(one), atMost: spread(most)}
  });

  it("says at which end algorithms differ by more than runs, after Holm", () => {
    const table = {level: 0.95, families: [family], comparisons: [comparison(0.01, 0.04)]};
    expect(answerText(recipesAnswer(table, endsStudy))).toBe(
      "Sums: with one try the algorithms lie 3.0 points apart and runs of one 1.0 (standard deviations), which is more than runs explain (p\u00a0=\u00a00.01); the two furthest apart differ by 6.0 (1.0 to 10.0); " +
        "with 16 the algorithms lie 3.0 points apart and runs of one 1.0 (standard deviations), which is more than runs explain (p\u00a0=\u00a00.04); the two furthest apart differ by 6.0 (1.0 to 10.0). " +
        "The gap to what the base reaches is 29.0 points, smallest for GRPO (95% 24.0 to 34.0, over problems and runs).\n" +
        "Clearly: beyond chance, by exchanging runs between algorithms, p < 0.05 after Holm’s correction over 2 tests."
    );
    const two = {
      ...table,
      comparisons: [comparison(0.01, 0.04), {...comparison(0.2, 0.9), benchmark: "products"}]
    };
    expect(recipesAnswer(two, endsStudy).lead).toBe(
      "Differences between algorithms exceed those between training runs of one algorithm on 1 of 2 tasks with one try, and on none of 2 with the most tries."
    );
  });

  it("has nothing to say of algorithms with one run", () => {
    expect(recipesAnswer({level: 0.95, families: [], comparisons: []}, endsStudy).lead).toMatch(
      /^Fewer than two/
    );
  });
});

describe("runsRows and runsCsv", () => {
  const table = {level: 0.95, families: [family], comparisons: []};

  it("have a row for each recipe, and every value of every run", () => {
    expect(runsRows(table, endsStudy)).toEqual([
      {
        ...{benchmark: "Sums", recipe: "GRPO", runs: 2},
        ...{atOne: "61.0% (runs ± 1.0)", atMost: "79.0% (runs ± 1.0)"},
        ...{
          difference: "−11.0 (−31.0 to +9.0)",
          crossing: "4 (at most 1 to beyond 16)",
          single: "3 to beyond 16"
        }
      }
    ]);
    const lines = runsCsv(table).trim().split("\n");
    expect(lines).toHaveLength(1 + 2 + 2 + 1 + 4);
    expect(lines).toContain("sums,grpo,pass@k,grpo-seed2,16,0.78,,,");
  });
});
