import type {ClipRange} from "./clipped-ratio.js";
import type {Rollout, RolloutGroup} from "./rollout.js";

/** A policy-gradient algorithm: all else (prompts, rollouts, rewards, updates) is the same for all of them. */
export interface Algorithm {
  /** Range of the probability ratio. It matters from a step's second update on: at the first, every ratio is 1. */
  clip: ClipRange;
  /** `completion`: the loss is a mean over completions of means over tokens. `token`: a mean over all tokens. */
  lossMean: "completion" | "token";
  /** Advantages of each completion's tokens, in the groups' order. `values` are the critic's, null without one. */
  advantages: (groups: readonly RolloutGroup[], values: readonly ArrayLike<number>[] | null) => number[][];
  /** Whether each prompt's greedy completion is rewarded too. */
  greedyBaseline?: boolean;
  /** Which groups to learn from; others are replaced by groups of new prompts. */
  sampling?: DynamicSampling;
  critic?: CriticRules;
}

interface DynamicSampling {
  keeps: (group: RolloutGroup) => boolean;
  /** Most rounds of new prompts in a step; after the last, the step does with the groups it has. */
  maxRounds: number;
}

/** How a critic learns. */
export interface CriticRules {
  learningRate: number;
  /** What the critic's values of a completion's tokens should have been. */
  returns: (reward: number, values: ArrayLike<number>) => number[];
}

/** `advantages` of an algorithm that compares the completions of one prompt and gives all tokens of one the same advantage. */
export function advantagesByGroup(
  estimate: (rewards: readonly number[], group: RolloutGroup) => number[]
): Algorithm["advantages"] {
  return (groups) =>
    groups.flatMap((group) => {
      const advantages = estimate(
        group.rollouts.map(({reward}) => reward),
        group
      );
      return group.rollouts.map((rollout, index) => onEveryToken(advantages[index]!, rollout));
    });
}

/** The advantage of a whole completion, on each of its tokens. */
export function onEveryToken(advantage: number, {tokens}: Pick<Rollout, "tokens">): number[] {
  return new Array<number>(tokens.length).fill(advantage);
}
