import {type} from "arktype";
import {advantagesByGroup, type Algorithm} from "./algorithm.js";
import {clipDistance} from "./clipped-ratio.js";
import {standardized} from "./standardized.js";

export const grpoSchema = type({"+": "reject", name: "'grpo'", clip: clipDistance});

/**
 * GRPO: no critic, a completion is compared with the others of its prompt. The objective is
 *
 *   J = mean over completions of mean over tokens of min(ratio * A, clip(ratio, 1 - c, 1 + c) * A);
 *
 * with one update a step, as by default, its gradient is that of A * log p(token). Shao et al. 2024, DeepSeekMath.
 */
export function grpo({clip}: typeof grpoSchema.infer): Algorithm {
  return {
    clip: {low: clip, high: clip},
    lossMean: "completion",
    advantages: advantagesByGroup(grpoAdvantages)
  };
}

/** Group-relative advantages: (reward - mean) / population deviation of one prompt's completions; all 0 where the rewards are equal. */
export function grpoAdvantages(rewards: readonly number[]): number[] {
  return standardized(rewards);
}
