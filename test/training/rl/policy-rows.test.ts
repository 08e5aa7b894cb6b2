import {describe, expect, it} from "vitest";
import {policyRows, type PolicyLoss, type PolicySample} from "../../../loaders/training/rl/policy-rows.js";

const clip = {low: 0.2, high: 0.2};
const plain: PolicyLoss = {clip, lossMean: "completion", klPenalty: 0, entropyBonus: 0};

function sample(advantages: number[], more: Partial<PolicySample> = {}): PolicySample {
  return {
    prompt: [2],
    completion: advantages.map(() => 3),
    advantages,
    ratios: advantages.map(() => 1),
    baseLogRatios: null,
    ...more
  };
}

const coefficients = (samples: PolicySample[], loss: PolicyLoss) =>
  policyRows(samples, loss).rows.map((row) => Array.from(row.coefficients));

describe("policyRows", () => {
  it("weighs tokens by 1 / (tokens of the completion * completions), or by 1 / all tokens", () => {
    const samples = [sample([1, 1]), sample([-3, -3, -3, -3])];
    expect(coefficients(samples, plain)).toEqual([
      [1 / 4, 1 / 4],
      [-3 / 8, -3 / 8, -3 / 8, -3 / 8]
    ]);
    expect(coefficients(samples, {...plain, lossMean: "token"})).toEqual([
      [1 / 6, 1 / 6],
      [-1 / 2, -1 / 2, -1 / 2, -1 / 2]
    ]);
  });

  it("leaves out rows without advantage, but counts them in the mean", () => {
    expect(coefficients([sample([1, 1]), sample([0, 0])], plain)).toEqual([[1 / 4, 1 / 4]]);
    expect(policyRows([sample([0])], plain)).toEqual({rows: [], clipFraction: 0});
    expect(policyRows([], plain)).toEqual({rows: [], clipFraction: 0});
  });

  it("clips tokens one by one and counts them", () => {
    const {rows, clipFraction} = policyRows(
      [sample([1, 1], {ratios: [1.5, 1.1]}), sample([-1, -1], {ratios: [1.5, 0.5]})],
      plain
    );
    expect(rows.map((row) => Array.from(row.coefficients))).toEqual([
      [0, 1.1 / 4],
      [-1.5 / 4, 0]
    ]);
    expect(clipFraction).toBe(0.5);
  });

  it("takes the penalty's slope off, also where there is no advantage", () => {
    const samples = [sample([0, 1], {baseLogRatios: [Math.log(3), Math.log(0.5)]})];
    const [[first, second]] = coefficients(samples, {...plain, klPenalty: 0.1}) as [[number, number]];
    expect(first).toBeCloseTo(0.2 / 2, 12);
    expect(second).toBeCloseTo((1 - 0.05) / 2, 12);
  });

  it("gives all rows the entropy coefficient of their mean", () => {
    const {rows} = policyRows([sample([1, 1]), sample([0, 0, 0, 0])], {...plain, entropyBonus: 0.8});
    expect(rows.map((row) => row.entropyCoefficient)).toEqual([0.2, 0.1]);
  });
});
