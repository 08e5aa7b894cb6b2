import type {Counts} from "../counts/counts.js";
import {betaBinomialLikelihood, likelihoodStart, termsOf} from "./beta-binomial-likelihood.js";
import {BOUND, newtonAscent} from "./newton-ascent.js";

/** Solve rates of a population of problems: p ~ Beta(alpha, beta), c ~ binomial(n, p). */
export interface BetaBinomial {
  alpha: number;
  beta: number;
}

export interface BetaBinomialFit extends BetaBinomial {
  /** Without the binomial coefficients, which do not depend on the parameters. */
  logLikelihood: number;
  /** False where the likelihood has no maximum inside the bounds: every problem always or never solved, or all alike. Do not extrapolate from it. */
  interior: boolean;
}

/**
 * Maximum-likelihood Beta(alpha, beta) for the solve rates behind the counts; each problem keeps its own n. Newton's method in
 * (log alpha, log beta) with step halving, from a moment estimate; the sums over problems are gathered once into counts of
 * terms, so that an iteration costs O(max n) however many problems there are. Problems with n = 0 say nothing; NaN
 * parameters when there are no others. Griffiths 1973 (Biometrics 29).
 */
export function fitBetaBinomial(problems: readonly Counts[]): BetaBinomialFit {
  const sampled = problems.filter(({n}) => n > 0);
  if (sampled.length === 0) return {alpha: NaN, beta: NaN, logLikelihood: NaN, interior: false};
  const terms = termsOf(sampled);
  const {point, state} = newtonAscent(likelihoodStart(sampled), (at) => betaBinomialLikelihood(terms, at));
  const interior =
    point.every((x) => Math.abs(x) < BOUND - 1e-6) && terms.correct.length > 0 && terms.wrong.length > 0;
  return {alpha: Math.exp(point[0]), beta: Math.exp(point[1]), logLikelihood: state.value, interior};
}
