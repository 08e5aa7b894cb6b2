import {describe, expect, it} from "vitest";
import {readGuessChoice, writeGuessChoice} from "../../../src/figures/guess/guess-state.js";
import {guessTable, knownComparisons, type FilteredSet} from "../../../src/findings/guess/guess-table.js";
import {guessAnswer, guessCaption, neverGuessedSentence} from "../../../src/findings/guess/guess-text.js";
import {guessPartCoverage} from "../../../src/metrics/guess/guess-coverage.js";
import {guessSets} from "../../../src/metrics/guess/guess-sets.js";
import {exampleRates, guessCounts, guessOptions, guessStudy} from "../../figures/guess/example-guesses.js";

const sets = guessSets(guessCounts, exampleRates, guessStudy);

describe("guessTable", () => {
  const made = guessTable(sets, guessStudy, {limit: 0.05, uniform: null}, guessOptions);

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
    const {table} = guessTable(sets, guessStudy, {limit: 0.05, uniform: 0.5}, guessOptions);
    expect(table.benchmarks[0]!.curves[2]!.points[1]!.coverage).toBeCloseTo(0.75, 12);
  });

  it("has no panel for a filter that drops everything", () => {
    const {table, sets: filtered} = guessTable(sets, guessStudy, {limit: 0, uniform: null}, guessOptions);
    expect(table.benchmarks.map(({benchmark}) => benchmark)).toEqual(["sums all", "dots all", "dots kept"]);
    expect(filtered[0]!.kept).toBeNull();
  });

  it("comes out the same from the comparisons of the loader, which it takes as they are", () => {
    const loaded = guessPartCoverage(guessCounts, exampleRates, guessStudy, guessOptions);
    const known = knownComparisons(sets, loaded);
    expect(guessTable(sets, guessStudy, {limit: 0.05, uniform: null}, guessOptions, known)).toEqual(made);
    expect([...known.values()]).toEqual(loaded.benchmarks);
    expect(known.size).toBe(4);
  });

  it("answers whether the base still overtakes", () => {
    const {lead, cases} = guessAnswer(made.sets);
    expect(lead).toBe("On none of 2 tasks does the base overtake a clear lead of RL.");
    expect(cases.map(({title}) => title)).toEqual(["Sums", "Dots"]);
    expect(cases[0]!.text).toMatch(
      /^2 of 4 problems stay, and k\* is 1 \(.*\) rather than .*; guessing alone reaches .*% of them at k = 10, the base .*% \(.* to .*\)\.$/
    );
    expect(cases[1]!.text).toMatch(/^3 of 4 problems stay, /);
    const one = guessAnswer(made.sets.slice(0, 1));
    expect(one).toEqual({lead: `Sums: ${cases[0]!.text}`, cases: []});
  });
});

describe("guessAnswer", () => {
  const made = guessTable(sets, guessStudy, {limit: 0.05, uniform: null}, guessOptions).sets;
  const part = (floorAtEnd: number): FilteredSet["all"] => {
    const {comparison} = made[0]!.all;
    const points = comparison.points.map((point) => ({
      ...point,
      difference: 0.1,
      low: 0.05,
      high: 0.15,
      p: 1e-6
    }));
    return {
      problems: 4,
      floorAtEnd,
      baseAtEnd: {estimate: 0.98, low: 0.9, high: 1},
      comparison: {...comparison, points, crossing: {...comparison.crossing, observed: 3}}
    };
  };
  const of = (floor: number): FilteredSet => ({...made[0]!, all: part(0.99), kept: part(floor)});

  it("says what guessing alone would solve of the problems that stay, and whether luck is excluded there", () => {
    const lead = (...floors: number[]) => guessAnswer(floors.map(of)).lead;
    expect(lead(0.4, 0.5)).toBe(
      "The base overtakes a clear lead of RL on both tasks. Without the guessable problems it still does on both. Guessing alone would solve 40% to 50% of what stays, fewer than the base."
    );
    expect(lead(0.4, 0.97)).toContain(
      "40% to 97% of what stays, as many as the base’s interval allows on 1 of 2: luck is not excluded there."
    );
  });
});

describe("guessCaption", () => {
  it("says which problems went, and what the grey curve is", () => {
    const choice = {limit: 0.05, uniform: 0.001};
    const caption = guessCaption(
      guessTable(sets, guessStudy, choice, guessOptions).sets,
      choice,
      guessOptions,
      guessStudy
    );
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
