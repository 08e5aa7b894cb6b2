import type {TrainingRow} from "../autograd/loss.js";
import type {TrainingText} from "../autograd/text-batch.js";
import type {Algorithm} from "../algorithms/algorithm.js";
import {clippedSlope, isClipped} from "../algorithms/clipped-ratio.js";
import {klPenaltySlope} from "../algorithms/kl-penalty.js";

/** A completion at the time of an update. The lists have one number a token. */
export interface PolicySample extends TrainingText {
  advantages: readonly number[];
  /** Probability under the weights now over that under the weights that wrote it. */
  ratios: readonly number[];
  /** Log-probability under the base less that under the weights now; null without a KL penalty. */
  baseLogRatios: readonly number[] | null;
}

export interface PolicyLoss extends Pick<Algorithm, "clip" | "lossMean"> {
  klPenalty: number;
  entropyBonus: number;
}

export interface PolicyRows {
  /** Rows with a coefficient other than 0. */
  rows: TrainingRow[];
  /** Part of the tokens that clipping left without a push. */
  clipFraction: number;
}

/**
 * Rows for which the loss graph's gradient is that of - J at the weights now,
 *
 *   J = mean of [clipped ratio objective - klPenalty * k3 + entropyBonus * entropy],
 *
 * the mean being the algorithm's, over these samples: of completions, or of tokens. A token's coefficient is the slope of J in
 * its log-probability. See `clippedSlope` and `klPenaltySlope`.
 */
export function policyRows(samples: readonly PolicySample[], loss: PolicyLoss): PolicyRows {
  const {clip, lossMean, klPenalty, entropyBonus} = loss;
  const tokenCount = samples.reduce((sum, {completion}) => sum + completion.length, 0);
  let clipped = 0;
  const rows = samples.flatMap(({prompt, completion, picture, advantages, ratios, baseLogRatios}) => {
    const divisor = lossMean === "token" ? tokenCount : completion.length * samples.length;
    const slopes = advantages.map((advantage, at) => {
      if (isClipped(advantage, ratios[at]!, clip)) clipped++;
      const slope = clippedSlope(advantage, ratios[at]!, clip);
      return baseLogRatios === null ? slope : slope - klPenalty * klPenaltySlope(baseLogRatios[at]!);
    });
    if (entropyBonus === 0 && slopes.every((slope) => slope === 0)) return [];
    const coefficients = slopes.map((slope) => slope / divisor);
    return [{prompt, completion, picture, coefficients, entropyCoefficient: entropyBonus / divisor}];
  });
  return {rows, clipFraction: tokenCount === 0 ? 0 : clipped / tokenCount};
}
