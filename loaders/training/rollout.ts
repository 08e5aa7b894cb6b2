import type {GeneratedTokens} from "../engines/micro/generator.js";

/** A completion that the policy wrote in training, with its reward. */
export interface Rollout extends GeneratedTokens {
  prompt: number[];
  reward: number;
}

/** The completions of one prompt. */
export interface RolloutGroup {
  rollouts: Rollout[];
  /** Reward of the policy's greedy completion; null where the algorithm does not ask for it. */
  greedyReward: number | null;
}
