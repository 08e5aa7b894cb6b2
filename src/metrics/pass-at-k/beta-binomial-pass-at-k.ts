import type {BetaBinomial} from "./fit-beta-binomial.js";

/**
 * pass@k of a population of problems whose solve rates follow Beta(alpha, beta): 1 - B(alpha, beta+k) / B(alpha, beta),
 * as the product 1 - prod (beta+i) / (alpha+beta+i), i < k. Any integer k >= 0, also beyond n: then an extrapolation, to
 * be drawn as one. O(k).
 */
export function betaBinomialPassAtK({alpha, beta}: BetaBinomial, k: number): number {
  let logAllWrong = 0;
  for (let i = 0; i < k; i++) logAllWrong += Math.log1p(-alpha / (alpha + beta + i));
  return -Math.expm1(logAllWrong);
}
