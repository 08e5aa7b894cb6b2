import {type} from "arktype";
import {advantagesByGroup, type Algorithm} from "./algorithm.js";
import {grpoAdvantages} from "./grpo.js";
import type {RolloutGroup} from "./rollout.js";

export const dapoSchema = type({
  "+": "reject",
  name: "'dapo'",
  clip_low: "0 < number < 1 = 0.2",
  clip_high: "0 < number < 1 = 0.28",
  /** Most rounds of new prompts in a step. */
  max_rounds: "number.integer >= 1 = 10"
});

/**
 * DAPO: GRPO's advantages, and
 * - decoupled clip: more room above 1 than below, so that rare tokens can gain probability;
 * - dynamic sampling: groups that are all right or all wrong say nothing and are replaced by those of new prompts;
 * - token-level loss: J = mean over all tokens of min(ratio * A, clip(ratio, 1 - low, 1 + high) * A);
 * - over-long filtering: a completion that the token limit cut has no loss, though its reward counts in its group.
 * Yu et al. 2025, DAPO.
 */
export function dapo({clip_low, clip_high, max_rounds}: typeof dapoSchema.infer): Algorithm {
  return {
    clip: {low: clip_low, high: clip_high},
    lossMean: "token",
    advantages: advantagesByGroup((rewards, {rollouts}) =>
      dapoAdvantages(
        rewards,
        rollouts.map(({ended}) => ended)
      )
    ),
    sampling: {keeps: hasBothOutcomes, maxRounds: max_rounds}
  };
}

/** Group-relative advantages, 0 for completions that were cut. */
export function dapoAdvantages(rewards: readonly number[], ended: readonly boolean[]): number[] {
  return grpoAdvantages(rewards).map((advantage, index) => (ended[index] === true ? advantage : 0));
}

/** Whether a group has right and wrong completions. */
export function hasBothOutcomes({rollouts}: RolloutGroup): boolean {
  return rollouts.some(({reward}) => reward === 1) && rollouts.some(({reward}) => reward !== 1);
}
