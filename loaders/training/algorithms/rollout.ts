import type {GeneratedTokens} from "../../engines/micro/generator.js";
import type {PicturePatches} from "../../engines/micro/picture-input.js";

/** A completion that the policy wrote in training, with its reward. */
export interface Rollout extends GeneratedTokens {
  prompt: number[];
  picture?: PicturePatches;
  reward: number;
}

/** The completions of one prompt. */
export interface RolloutGroup {
  rollouts: Rollout[];
  /** Reward of the policy's greedy completion; null where the algorithm does not ask for it. */
  greedyReward: number | null;
}
