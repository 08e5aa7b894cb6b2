import type {Rollout, RolloutGroup} from "../../../../loaders/training/algorithms/rollout.js";

/** A group of rollouts of two tokens each with these rewards. */
export function groupOf(rewards: readonly number[], more: Partial<Rollout> = {}): RolloutGroup {
  const rollouts = rewards.map((reward) => ({
    prompt: [2],
    tokens: [3, 1],
    ended: true,
    sumLogprob: -1,
    meanEntropy: 1,
    reward,
    ...more
  }));
  return {rollouts, greedyReward: null};
}
