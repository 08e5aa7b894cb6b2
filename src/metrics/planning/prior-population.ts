import {randomNormal} from "../../random/draws.js";
import {random} from "../../random/random.js";
import {normalCdf} from "../statistics/normal-cdf.js";
import {betaLogitDraw} from "./gamma-draw.js";
import type {RatePopulation} from "./rate-population.js";

/** Solve rates of a policy: 0 for a share `never` of the problems, Beta(alpha, beta) for the others. */
interface RatePrior {
  alpha: number;
  beta: number;
  never: number;
}

export interface PairPrior {
  base: RatePrior;
  rl: RatePrior;
  /** Of the normal scores of a problem's two rates, from -1 to 1: a Gaussian copula. */
  correlation: number;
}

/**
 * The pair Qwen2.5-7B and SimpleRL-Zoo on MATH500, 128 completions of 500 problems (data/reference/math500-qwen2.5-7b.csv): its
 * zero-inflated fits, and the correlation of the normal scores of its counts. A test fits them again.
 */
export const MATH500_PRIOR: PairPrior = {
  base: {alpha: 0.8036, beta: 0.5259, never: 0.0276},
  rl: {alpha: 0.3516, beta: 0.0781, never: 0.0408},
  correlation: 0.79
};

/** Ranks that a rate can have. */
const RANKS = 2 ** 16;

/**
 * The population of a stated pair. A problem's two normal scores have the stated correlation; its rates are the quantiles of the
 * two distributions there, among 65,536 sorted draws of each, which a fixed seed gives.
 */
export function priorPopulation({base, rl, correlation}: PairPrior): RatePopulation {
  const quantiles = {base: sortedLogits(base, "base"), rl: sortedLogits(rl, "rl")};
  const rest = Math.sqrt(Math.max(0, 1 - correlation * correlation));
  const rank = (score: number): number => Math.min(RANKS - 1, Math.floor(normalCdf(score) * RANKS));
  return {
    draw(source, baseLogits, rlLogits) {
      for (let i = 0; i < baseLogits.length; i++) {
        const score = randomNormal(source);
        baseLogits[i] = quantiles.base[rank(score)]!;
        rlLogits[i] = quantiles.rl[rank(correlation * score + rest * randomNormal(source))]!;
      }
    }
  };
}

function sortedLogits({alpha, beta, never}: RatePrior, name: string): Float64Array {
  const source = random(`prior ${name}`);
  const zeros = Math.round(never * RANKS);
  const logits = new Float64Array(RANKS).fill(-Infinity, 0, zeros);
  for (let i = zeros; i < RANKS; i++) logits[i] = betaLogitDraw(source, alpha, beta);
  return logits.sort();
}
