import type {Counts} from "../counts/counts.js";
import {betaBinomialLikelihood, likelihoodStart, termsOf} from "./beta-binomial-likelihood.js";
import {betaBinomialPassAtK} from "./beta-binomial-pass-at-k.js";
import {fitBetaBinomial, type BetaBinomialFit} from "./fit-beta-binomial.js";
import {BOUND, newtonAscent, type Point, type State} from "./newton-ascent.js";

/** Solve rates of a population of problems: 0 for a share `never`, Beta(alpha, beta) for the others. */
export interface ZeroInflatedFit extends Pick<BetaBinomialFit, "alpha" | "beta" | "interior"> {
  /** Share of the problems that are never solved however often they are tried. */
  never: number;
}

/**
 * Zero-inflated beta-binomial for the solve rates behind the counts. alpha and beta maximise the likelihood of the solved problems
 * given that they were solved, and `never` makes the expected number of unsolved problems the observed one: where all problems
 * have one n this is the maximum of the whole likelihood. Where fewer problems are unsolved than the beta distribution alone
 * expects, `never` is 0 and the rest is `fitBetaBinomial`. Newton's method; an iteration costs O(max n). NaN and not `interior` without
 * a solved problem. Hall 2000 (Biometrics 56).
 */
export function fitZeroInflated(problems: readonly Counts[]): ZeroInflatedFit {
  const sampled = problems.filter(({n}) => n > 0);
  const solved = sampled.filter(({c}) => c > 0);
  const plain = (): ZeroInflatedFit => ({...fitBetaBinomial(sampled), never: 0});
  if (solved.length === 0 || solved.length === sampled.length) return plain();
  const terms = termsOf(solved);
  const tries = countsOf(solved.map(({n}) => n));
  const {point} = newtonAscent(likelihoodStart(solved), (at) =>
    truncated(betaBinomialLikelihood(terms, at), tries, at)
  );
  const [alpha, beta] = [Math.exp(point[0]), Math.exp(point[1])];
  const never = neverShare(sampled, solved.length, {alpha, beta});
  if (never <= 0) return plain();
  const interior = point.every((x) => Math.abs(x) < BOUND - 1e-6) && terms.wrong.length > 0;
  return {alpha, beta, never, interior};
}

/** pass@k of the population, for any integer k >= 0: (1 - never) times that of the beta distribution. O(k). */
export function zeroInflatedPassAtK({never, ...beta}: ZeroInflatedFit, k: number): number {
  return (1 - never) * betaBinomialPassAtK(beta, k);
}

/** How many problems have each n. */
function countsOf(ns: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const n of ns) counts.set(n, (counts.get(n) ?? 0) + 1);
  return counts;
}

/** The likelihood given that each problem was solved at least once: less log(1 - q) a problem, q being the chance of n failures. */
function truncated(state: State, tries: ReadonlyMap<number, number>, point: Point): State {
  let {value} = state;
  const gradient: [number, number] = [...state.gradient];
  const hessian: [number, number, number] = [...state.hessian];
  for (const [n, problems] of tries) {
    const failures = allWrong(n, point);
    const q = Math.exp(failures.value);
    // log(1 - q), exact where q is near 1.
    value -= problems * (q < 0.5 ? Math.log1p(-q) : Math.log(-Math.expm1(failures.value)));
    const odds = q / -Math.expm1(failures.value);
    const [d0, d1] = failures.gradient;
    const [h00, h01, h11] = failures.hessian;
    const spread = odds * (1 + odds);
    gradient[0] += problems * odds * d0;
    gradient[1] += problems * odds * d1;
    hessian[0] += problems * (odds * h00 + spread * d0 * d0);
    hessian[1] += problems * (odds * h01 + spread * d0 * d1);
    hessian[2] += problems * (odds * h11 + spread * d1 * d1);
  }
  return {value, gradient, hessian};
}

/** The logarithm of the chance that all of n completions are wrong, with its derivatives. */
function allWrong(n: number, point: Point): State {
  return betaBinomialLikelihood(termsOf([{n, c: 0}]), point);
}

/** The share that makes the expected number of unsolved problems the observed one: sum of never + (1 - never) q. */
function neverShare(
  problems: readonly Counts[],
  solved: number,
  {alpha, beta}: {alpha: number; beta: number}
): number {
  let expected = 0;
  for (const [n, count] of countsOf(problems.map(({n}) => n)))
    expected += count * betaBinomialPassAtK({alpha, beta}, n);
  return 1 - solved / expected;
}
