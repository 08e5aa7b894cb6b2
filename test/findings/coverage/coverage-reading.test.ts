import {describe, expect, it} from "vitest";
import {budgetRead, readCoverage, readingText} from "../../../src/findings/coverage/coverage-reading.js";
import {coverageView, type CoverageView} from "../../../src/findings/coverage/coverage-view.js";
import {exampleStudy, exampleTable} from "../example-study.js";

const view = coverageView(exampleTable, exampleStudy, "sums", {})!;

/** The example with other numbers of completions, and its curves and their difference up to other budgets. */
function shortened(n: {base: number; grpo: number}, kMax: {base: number; grpo: number}): CoverageView {
  const {coverage} = view;
  const both = Math.min(kMax.base, kMax.grpo);
  const upTo = <T extends {k: number}>(points: readonly T[], most: number): T[] =>
    points.filter(({k}) => k <= most);
  return {
    ...view,
    coverage: {
      ...coverage,
      curves: coverage.curves.map(({policy, points}) => {
        const id = policy as "base" | "grpo";
        return {policy, n: n[id], points: upTo(points, kMax[id])};
      }),
      comparisons: coverage.comparisons.map((one) => ({...one, points: upTo(one.points, both)}))
    }
  };
}

describe("readCoverage", () => {
  it("gives each policy and each difference with its interval at one k", () => {
    const items = readCoverage(view, 1);
    expect(readingText(items, 1)).toBe(
      "k = 1; Base 40.0% (30.0% to 50.0%); GRPO 50.0% (40.0% to 60.0%); GRPO − Base +10.0 points (+4.0 to +16.0)"
    );
    expect(items.map(({policy}) => policy)).toEqual(["base", "grpo", null]);
  });

  it("reads a panel whose neighbours have more completions at all of its own, and says so", () => {
    const items = readCoverage(view, 128);
    expect(budgetRead(items, 128)).toBe(4);
    expect(readingText(items, 128)).toBe(
      "k = 4, all that was drawn; Base 70.0% (60.0% to 80.0%); GRPO 60.0% (50.0% to 70.0%); GRPO − Base −10.0 points (−21.0 to +1.0)"
    );
  });

  it("does not call it all where more was drawn than the grid of k reaches", () => {
    const five = shortened({base: 5, grpo: 5}, {base: 4, grpo: 4});
    expect(readingText(readCoverage(five, 16), 16)).toMatch(/^k = 4, the largest measured up to 16; Base/);
  });

  it("reads a k between the panel's own at the next smaller one", () => {
    expect(readingText(readCoverage(view, 3), 3)).toMatch(
      /^k = 2, the largest measured up to 3; Base 55\.0%/
    );
  });

  it("keeps the value of a policy with fewer completions than the others of its panel", () => {
    const uneven = shortened({base: 4, grpo: 2}, {base: 4, grpo: 2});
    expect(readingText(readCoverage(uneven, 4), 4)).toBe(
      "k = 4; Base 70.0% (60.0% to 80.0%); GRPO 56.0% (46.0% to 66.0%, at k = 2); GRPO − Base +1.0 points (−6.0 to +8.0, at k = 2)"
    );
    expect(readingText(readCoverage(uneven, 8), 8)).toMatch(
      /^k = 4, all that was drawn; .*at k = 2\); GRPO −/
    );
  });

  it("reads the guess floor like a curve", () => {
    const guess = {guesser: null, rate: 0.001, points: [1, 2, 4].map((k) => ({k, coverage: k / 1000}))};
    expect(readingText(readCoverage({...view, guess}, 64), 64)).toMatch(/guessing alone 0\.4%$/);
  });

  it("is empty only where a view has no value at all", () => {
    const nothing = shortened({base: 0, grpo: 0}, {base: 0, grpo: 0});
    expect(readingText(readCoverage(nothing, 4), 4)).toBe("k = 4");
  });
});
