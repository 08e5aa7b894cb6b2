import {type} from "arktype";
import {advantagesByGroup, type Algorithm} from "./algorithm.js";
import {clipDistance} from "./clipped-ratio.js";

export const remaxSchema = type({"+": "reject", name: "'remax'", clip: clipDistance});

/**
 * ReMax: REINFORCE with the reward of the policy's greedy completion of the same prompt as baseline. The objective is
 *
 *   J = mean over completions of A * log p(completion),
 *
 * per token as in RLOO. Li et al. 2023, ReMax, with several completions a prompt as in all runs here.
 */
export function remax({clip}: typeof remaxSchema.infer): Algorithm {
  return {
    clip: {low: clip, high: clip},
    lossMean: "token",
    greedyBaseline: true,
    advantages: advantagesByGroup((rewards, {greedyReward}) => remaxAdvantages(rewards, greedyReward!))
  };
}

/** Each reward less that of the greedy completion. */
export function remaxAdvantages(rewards: readonly number[], greedyReward: number): number[] {
  return rewards.map((reward) => reward - greedyReward);
}
