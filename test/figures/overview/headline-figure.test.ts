import {describe, expect, it} from "vitest";
import {
  hasHeadline,
  headlineRows,
  headlineTitle,
  type HeadlineChoice
} from "../../../src/figures/overview/headline-figure.js";
import type {CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {GuessRate} from "../../../src/metrics/guess/guess-rate.js";
import {exampleTable} from "../../findings/example-study.js";

/** A table of the example's one set under each name. */
function tableOf(...names: string[]): CoverageTable {
  const [sums] = exampleTable.benchmarks;
  return {...exampleTable, benchmarks: names.map((benchmark) => ({...sums!, benchmark}))};
}

const rate = (benchmark: string, guess_rate: number): GuessRate => ({
  benchmark,
  problem_id: "p",
  guesser: "arithmetic",
  guess_rate
});

const tables = {math: tableOf("sums", "hard", "harder"), visual: tableOf("pictures", "more")};

/** The sets of the figure. */
function sets(choice: Partial<HeadlineChoice>): string[] {
  const rows = headlineRows({tables, without: null, guessRates: [], ...choice});
  return rows.map(({benchmark}) => benchmark);
}

describe("the small panels of the overview", () => {
  it("are the first set of each kind, without the one that leads, where nothing tells of luck", () => {
    expect(sets({})).toEqual(["sums", "pictures"]);
    expect(sets({without: "sums"})).toEqual(["pictures"]);
  });

  it("are the first that luck does not solve, where one is known", () => {
    // With 4 tries, the largest budget of the example: 1 - 0.99^4 = 3.9 %, 1 - 0.98^4 = 7.8 %.
    const guessRates = [rate("sums", 0.5), rate("hard", 0.02), rate("harder", 0.01), rate("more", 0.02)];
    expect(sets({guessRates})).toEqual(["harder", "pictures"]);
    expect(sets({guessRates, without: "sums"})).toEqual(["harder", "pictures"]);
    expect(sets({guessRates, without: "harder"})).toEqual(["sums", "pictures"]);
  });

  it("are further sets of the only kind there is", () => {
    expect(sets({tables: {math: tables.math}, without: "sums"})).toEqual(["hard", "harder"]);
    expect(hasHeadline({tables: {math: tableOf("sums")}, without: "sums", guessRates: []})).toBe(false);
  });

  it("say how they were chosen", () => {
    const choice = {tables, without: null};
    expect(headlineTitle({...choice, guessRates: []})).toBe(
      "The first set of problems of each kind: mathematics and visual reasoning."
    );
    expect(headlineTitle({...choice, guessRates: [rate("hard", 0)]})).toMatch(
      /guessing alone .* less than 5%/
    );
    expect(headlineTitle({...choice, tables: {math: tables.math}, guessRates: []})).toBe(
      "A panel for each set of problems, at most three."
    );
  });
});
