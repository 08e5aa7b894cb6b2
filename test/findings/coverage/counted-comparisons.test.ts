import {describe, expect, it} from "vitest";
import {countedComparisons} from "../../../src/findings/coverage/counted-comparisons.js";
import type {Comparison} from "../../../src/metrics/coverage/coverage-table.js";

/** A comparison with these differences at k = 1 and k = 512; an end is beyond chance where it is at least a tenth. */
function comparison(first: number, last: number, crossing: number | null = null): Comparison {
  const point = (k: number, difference: number) => ({
    k,
    difference,
    low: difference - 0.05,
    high: difference + 0.05,
    p: Math.abs(difference) >= 0.1 ? 1e-6 : 0.5
  });
  return {
    base: "base",
    rl: "rl",
    points: [point(1, first), point(512, last)],
    crossing: {
      observed: crossing,
      median: crossing,
      low: crossing === null ? null : crossing * 0.8,
      high: crossing === null ? null : crossing * 1.2,
      censored: 0,
      baseAhead: 1,
      kMax: 512,
      isSame: false
    }
  };
}

const lead = (...all: Comparison[]): string => countedComparisons(all, "tasks").lead;

describe("countedComparisons", () => {
  it("says who wins the first try and who the last, how clearly, and where the curves cross", () => {
    expect(lead(comparison(0.25, -0.2, 3.5), comparison(0.1, -0.3, 2.6), comparison(0.01, -0.2))).toBe(
      "Training wins the first try on all 3 tasks, clearly on 2. With 512 tries the base wins on all 3 tasks, clearly. " +
        "On 2 of 3 the curves cross from a clear lead, at k = 2.6 and 3.5, far earlier than in the paper (tens to hundreds)."
    );
  });

  it("says the opposite where the tables do", () => {
    expect(lead(comparison(-0.25, 0.2), comparison(-0.1, 0.3))).toBe(
      "The base wins the first try on both tasks, clearly. With 512 tries training wins on both tasks, clearly. No curves cross from a clear lead."
    );
  });

  it("names the other side where it wins some clearly", () => {
    expect(lead(comparison(0.25, 0.2), comparison(0.2, -0.2, 140), comparison(-0.3, 0.01))).toBe(
      "Training wins the first try on 2 of 3 tasks, clearly; the base wins on 1, clearly. " +
        "With 512 tries training wins on 2 of 3 tasks, clearly on 1; the base wins on 1, clearly. On 1 of 3 the curves cross from a clear lead, at k = 140."
    );
  });

  it("counts no win that a table would not show", () => {
    expect(lead(comparison(0.0004, -0.2), comparison(0.2, -0.2))).toContain(
      "Training wins the first try on 1 of 2 tasks, clearly."
    );
  });

  it("says that nobody wins where all are equal, and that nothing is compared where nothing is", () => {
    expect(lead(comparison(0, 0), comparison(0, 0))).toBe(
      "Nobody wins the first try. With 512 tries nobody wins. No curves cross from a clear lead."
    );
    expect(lead()).toBe("Nothing is compared yet.");
    expect(countedComparisons([{...comparison(0, 0), points: []}], "tasks").lead).toBe(
      "Nothing is compared yet."
    );
  });

  it("counts what is far from the paper's, and gives a range where there are many crossings", () => {
    const many = [2, 3, 20, 30].map((k) => comparison(0.2, -0.2, k));
    expect(countedComparisons(many, "comparisons").lead).toContain(
      "The curves cross between k = 2 and 30, 2 of them far earlier than in the paper (tens to hundreds)."
    );
    expect(lead(comparison(0.2, -0.2, 3), comparison(0.2, -0.2, 5000))).toContain(
      "1 of them far earlier and 1 of them far later than"
    );
  });
});
