import {describe, expect, it} from "vitest";
import {extrapolationPanel, type Continued} from "../../../src/figures/beyond/beyond-extrapolation.js";
import {extrapolationAnswer, holdOuts} from "../../../src/figures/beyond/beyond-hold-outs.js";
import type {Comparison} from "../../../src/metrics/counts/comparison.js";
import {mainPairs} from "../../../src/metrics/counts/main-pairs.js";
import {pairSet} from "../../../src/metrics/counts/policy-sets.js";
import {exampleCounts} from "../../findings/example-counts.js";
import {exampleStudy} from "../../findings/example-study.js";

const options = {level: 0.95, replicates: 300, seed: 1};
const [pair] = mainPairs(exampleCounts, exampleStudy) as [Comparison];

/** Checks that allow so many times n, by the plain model; none where 0. */
function allowing(factor: number): Continued {
  const checks = holdOuts([pairSet(pair)], 1).map((one) => ({
    ...one,
    reach: factor === 0 ? null : {model: "beta" as const, factor, check: one.quarter.beta}
  }));
  return {checks, exact: null};
}

describe("extrapolationPanel", () => {
  it("continues the measured curves as far as the checks allow, marked as extrapolated and without a band", () => {
    const {curves} = extrapolationPanel(pairSet(pair), options, allowing(16));
    expect(curves.map(({label, isExtrapolated}) => [label, isExtrapolated ?? false])).toEqual([
      ["Base", false],
      ["Base, fit", true],
      ["GRPO", false],
      ["GRPO, fit", true]
    ]);
    expect(Math.max(...curves[0]!.points.map(({x}) => x))).toBe(10);
    const ends = (of: typeof curves): number[] => [of[1]!.points[0]!.x, of[1]!.points.at(-1)!.x];
    expect(ends(curves)).toEqual([10, 160]);
    expect(ends(extrapolationPanel(pairSet(pair), options, allowing(4)).curves)).toEqual([10, 40]);
    for (const {estimate, low, high} of curves[1]!.points) expect([low, high]).toEqual([estimate, estimate]);
  });

  it("draws no continuation where no check allows one, and where the likelihood has no maximum", () => {
    expect(extrapolationPanel(pairSet(pair), options, allowing(0)).curves.map(({label}) => label)).toEqual([
      "Base",
      "GRPO"
    ]);
    const solved = pair.counts.base.map(({n}) => ({n, c: n}));
    const {curves} = extrapolationPanel(
      pairSet({...pair, counts: {...pair.counts, rl: solved}}),
      options,
      allowing(16)
    );
    expect(curves.map(({label}) => label)).toEqual(["Base", "Base, fit", "GRPO"]);
  });

  it("says how far fits to a quarter miss, and how far the lines go", () => {
    const {checks} = allowing(4);
    expect(checks.map(({policy, quarter}) => [policy.policy, quarter.beta.fitted, quarter.beta.k])).toEqual([
      ["base", 2, 8],
      ["grpo", 2, 8]
    ]);
    // Two completions a problem are too few for any fit.
    expect(extrapolationAnswer(checks)).toMatch(
      /in 0 of 2 cases\. A line is dashed as far as the same check holds: 4 times as far as the completions, in 2 of 2 cases\.$/
    );
    const quarter = {...checks[0]!.quarter.beta, predicted: 0.5, measured: 0.45, low: 0.4, high: 0.6};
    expect(
      extrapolationAnswer([{...checks[0]!, quarter: {beta: quarter, "zero-inflated": quarter}}, checks[1]!])
    ).toMatch(/ The largest miss is Base on Sums: 50\.0% predicted \(40\.0% to 60\.0% .*, \+5\.0 points\. /);
    expect(extrapolationAnswer([{...checks[0]!, reach: null}])).toMatch(/No check allows a dashed line\.$/);
    expect(extrapolationAnswer([])).toContain("too few completions");
  });
});
