import {type} from "arktype";
import {onEveryToken, type Algorithm} from "./algorithm.js";
import {clipDistance} from "./clipped-ratio.js";
import {standardized} from "./standardized.js";

export const reinforcePlusPlusSchema = type({"+": "reject", name: "'reinforce++'", clip: clipDistance});

/**
 * Reinforce++: no critic and no groups; the whole batch is the baseline. The objective is
 *
 *   J = mean over tokens of min(ratio * A, clip(ratio, 1 - c, 1 + c) * A),  A = (reward - batch mean) / batch deviation,
 *
 * without discount, without the KL term in the reward. Hu 2025, REINFORCE++.
 */
export function reinforcePlusPlus({clip}: typeof reinforcePlusPlusSchema.infer): Algorithm {
  return {
    clip: {low: clip, high: clip},
    lossMean: "token",
    advantages: (groups) => {
      const rollouts = groups.flatMap((group) => group.rollouts);
      const advantages = standardized(rollouts.map(({reward}) => reward));
      return rollouts.map((rollout, index) => onEveryToken(advantages[index]!, rollout));
    }
  };
}
