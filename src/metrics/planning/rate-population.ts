import type {Random} from "../../random/random.js";

/**
 * A population of problems of which each has a solve rate under the base and one under the RL policy. Rates are logits:
 * -Infinity for a problem that is never solved, Infinity for one that always is.
 */
export interface RatePopulation {
  /** Draws a problem for each element of the two arrays, which are of one length, and writes its logits. */
  draw(random: Random, base: Float64Array, rl: Float64Array): void;
}

/** The solve rate of a logit. */
export function rateOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
