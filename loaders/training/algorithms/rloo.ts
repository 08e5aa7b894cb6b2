import {type} from "arktype";
import {advantagesByGroup, type Algorithm} from "./algorithm.js";
import {clipDistance} from "./clipped-ratio.js";

export const rlooSchema = type({"+": "reject", name: "'rloo'", clip: clipDistance});

/**
 * RLOO: REINFORCE with the mean reward of a prompt's other completions as baseline. The objective is
 *
 *   J = mean over completions of A * log p(completion),
 *
 * taken per token: the log-probability of a completion is the sum of its tokens', and the whole is divided by the batch's
 * mean completion length, a scale that Adam all but cancels. Ahmadian et al. 2024, Back to Basics.
 */
export function rloo({clip}: typeof rlooSchema.infer): Algorithm {
  return {clip: {low: clip, high: clip}, lossMean: "token", advantages: advantagesByGroup(rlooAdvantages)};
}

/** Each reward less the mean of the others. There must be two or more. */
export function rlooAdvantages(rewards: readonly number[]): number[] {
  const sum = rewards.reduce((total, reward) => total + reward, 0);
  return rewards.map((reward) => reward - (sum - reward) / (rewards.length - 1));
}
