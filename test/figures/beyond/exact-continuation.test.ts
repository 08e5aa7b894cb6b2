import {describe, expect, it} from "vitest";
import {exactMissText, extrapolationPanel} from "../../../src/figures/beyond/beyond-extrapolation.js";
import {holdOuts} from "../../../src/figures/beyond/beyond-hold-outs.js";
import type {PolicySet} from "../../../src/metrics/counts/policy-sets.js";
import {exactTable} from "../../../src/metrics/exact/exact-table.js";

const options = {level: 0.95, replicates: 100, seed: 1};
const counts = [0, 1, 2, 3, 5, 8].map((c) => ({n: 8, c}));
const policy = {policy: "a", label: "Before", role: "base"};
const set = {
  benchmark: {benchmark: "x", label: "Set X"},
  members: [{policy, counts}]
} as unknown as PolicySet;
/** One problem is out of the sampler's support for good; a fit knows nothing of that. */
const rates = [0, 0.1, 0.25, 0.4, 0.6, 1];
const exact = exactTable(
  rates.map((rate, i) => ({
    benchmark: "x",
    policy: "a",
    problem_id: `p${i}`,
    rate,
    full_rate: rate,
    n: 8,
    c: counts[i]!.c
  })),
  [{policy: "a", base: null}],
  options
);

const [check] = holdOuts([set], 1);
const reach = {model: "beta" as const, factor: 16, check: check!.quarter.beta};
const checks = [{...check!, reach}];

describe("extrapolationPanel", () => {
  it("goes on exactly from n on, in the place of a fit, where all solutions are known", () => {
    const [, beyond] = extrapolationPanel(set, options, {checks, exact}).curves;
    expect(beyond!.label).toBe("Before, exact");
    expect(beyond!.points.map(({x}) => x)).toEqual([8, 16, 32, 64, 128]);
    const last = rates.reduce((sum, rate) => sum + 1 - (1 - rate) ** 128, 0) / rates.length;
    expect(beyond!.points.at(-1)!.estimate).toBeCloseTo(last, 12);
    expect(extrapolationPanel(set, options, {checks, exact: null}).curves[1]!.label).toBe("Before, fit");
  });

  it("says how far the fit would miss", () => {
    expect(exactMissText([set], {checks, exact})).toMatch(
      /There the fit would miss most for Before on Set X: \d+\.\d% instead of 83\.3% at k = 128, \+\d+\.\d points\.$/
    );
    expect(exactMissText([set], {checks: [{...check!, reach: null}], exact})).toMatch(
      /No check would allow a fit there\.$/
    );
    expect(exactMissText([set], {checks, exact: null})).toBe("");
  });
});
