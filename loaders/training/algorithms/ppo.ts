import {type} from "arktype";
import type {Algorithm} from "./algorithm.js";
import {clipDistance} from "./clipped-ratio.js";
import {standardized} from "./standardized.js";

export const ppoSchema = type({
  "+": "reject",
  name: "'ppo'",
  clip: clipDistance,
  discount: "0 < number <= 1 = 1",
  gae_lambda: "0 <= number <= 1 = 1",
  /** Of the critic, at every step; the recipe's own schedule is the policy's. */
  critic_learning_rate: "number > 0"
});

type Discounting = Pick<typeof ppoSchema.infer, "discount" | "gae_lambda">;

/**
 * PPO: a critic estimates the reward to come before each token. The objective is
 *
 *   J = mean over tokens of min(ratio * A, clip(ratio, 1 - c, 1 + c) * A)
 *
 * with generalized advantages, standardized over the batch's tokens. The critic is a network of its own, which starts as the
 * base with a linear head of zeros in place of the vocabulary, and minimises the mean over tokens of (value - return)^2 / 2,
 * not clipped. Its returns are advantage + value. Schulman et al. 2016, generalized advantage estimation; 2017, PPO.
 */
export function ppo({clip, critic_learning_rate, ...discounting}: typeof ppoSchema.infer): Algorithm {
  return {
    clip: {low: clip, high: clip},
    lossMean: "token",
    advantages: (groups, values) => {
      const rollouts = groups.flatMap((group) => group.rollouts);
      const advantages = rollouts.map(({reward}, index) =>
        generalizedAdvantages(reward, values![index]!, discounting)
      );
      const flat = standardized(advantages.flat()).values();
      return advantages.map((tokens) => tokens.map(() => flat.next().value!));
    },
    critic: {
      learningRate: critic_learning_rate,
      returns: (reward, values) =>
        generalizedAdvantages(reward, values, discounting).map((advantage, at) => advantage + values[at]!)
    }
  };
}

/**
 * Advantages of a completion's tokens: A_t = d_t + discount * lambda * A_(t+1), d_t = r_t + discount * V_(t+1) - V_t. The
 * reward comes with the last token; nothing comes after it, nor after a completion that was cut. `values` are V before each
 * token.
 */
export function generalizedAdvantages(
  reward: number,
  values: ArrayLike<number>,
  {discount, gae_lambda: lambda}: Discounting
): number[] {
  const advantages = new Array<number>(values.length);
  let nextValue = 0;
  let nextAdvantage = 0;
  for (let at = values.length - 1; at >= 0; at--) {
    const gained = at === values.length - 1 ? reward : 0;
    nextAdvantage = gained + discount * nextValue - values[at]! + discount * lambda * nextAdvantage;
    nextValue = values[at]!;
    advantages[at] = nextAdvantage;
  }
  return advantages;
}
