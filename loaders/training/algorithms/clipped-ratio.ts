/** How far the probability ratio may leave 1 before a token stops to be pushed, below and above. */
export interface ClipRange {
  low: number;
  high: number;
}

/** The `clip` of a recipe: the same distance on both sides. */
export const clipDistance = "0 < number < 1 = 0.2";

/** Whether the clipped objective is flat: the ratio has gone beyond the range in the direction that the advantage asks for. */
export function isClipped(advantage: number, ratio: number, {low, high}: ClipRange): boolean {
  return (advantage > 0 && ratio > 1 + high) || (advantage < 0 && ratio < 1 - low);
}

/**
 * Slope in the token's log-probability of
 *
 *   min(ratio * A, clip(ratio, 1 - low, 1 + high) * A),  ratio = p(token) / p(token) when it was drawn.
 *
 * That is ratio * A, or 0 where the objective is flat. Schulman et al. 2017, PPO.
 */
export function clippedSlope(advantage: number, ratio: number, range: ClipRange): number {
  return isClipped(advantage, ratio, range) ? 0 : ratio * advantage;
}
