import {describe, expect, it} from "vitest";
import {generalizedAdvantages, ppo} from "../../../../loaders/training/algorithms/ppo.js";
import {groupOf} from "./groups.js";

const whole = {discount: 1, gae_lambda: 1};

describe("generalizedAdvantages", () => {
  it("with lambda 1 is the reward less the value", () => {
    expect(generalizedAdvantages(1, [0.25, 0.5, 0.75], whole)).toEqual([0.75, 0.5, 0.25]);
  });

  it("with lambda 0 is the value gained at each token", () => {
    expect(generalizedAdvantages(1, [0.25, 0.5, 0.75], {discount: 1, gae_lambda: 0})).toEqual([
      0.25, 0.25, 0.25
    ]);
  });

  it("weighs later gains by powers of discount * lambda", () => {
    // d = [0.5 * 0.4 - 0.2, 1 - 0.4] = [0, 0.6]; A_1 = 0.6, A_0 = 0 + 0.5 * 0.8 * 0.6.
    const [first, last] = generalizedAdvantages(1, [0.2, 0.4], {discount: 0.5, gae_lambda: 0.8});
    expect(first).toBeCloseTo(0.24, 12);
    expect(last).toBeCloseTo(0.6, 12);
  });

  it("of no tokens is empty", () => {
    expect(generalizedAdvantages(1, [], whole)).toEqual([]);
  });
});

describe("ppo", () => {
  const algorithm = ppo({name: "ppo", clip: 0.2, critic_learning_rate: 0.001, ...whole});

  it("standardizes advantages over all tokens of the batch", () => {
    // Raw advantages 1, 0.5 and 0, -0.5: mean 0.25, deviation sqrt(5) / 4.
    const values = [
      [0, 0.5],
      [0, 0.5]
    ];
    const expected = [3, 1, -1, -3].map((quarters) => quarters / Math.sqrt(5));
    const advantages = algorithm.advantages([groupOf([1, 0])], values);
    for (const [index, value] of advantages.flat().entries()) expect(value).toBeCloseTo(expected[index]!, 12);
    expect(advantages.map(({length}) => length)).toEqual([2, 2]);
  });

  it("asks the critic for advantage + value", () => {
    const {returns, learningRate} = algorithm.critic!;
    expect(returns(1, [0.25, 0.5])).toEqual([1, 1]);
    const steep = ppo({
      name: "ppo",
      clip: 0.2,
      critic_learning_rate: 0.001,
      discount: 0.5,
      gae_lambda: 0
    });
    // r + discount * next value: 0.5 * 0.5, and the reward.
    expect(steep.critic!.returns(1, [0.25, 0.5])).toEqual([0.25, 1]);
    expect(learningRate).toBe(0.001);
  });
});
