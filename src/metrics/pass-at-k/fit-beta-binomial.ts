import type {Counts} from "../counts/counts.js";

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

/** The search keeps log(alpha) and log(beta) within ±BOUND: e^16 completions are as good as infinitely many. */
const BOUND = 16;

/**
 * Maximum-likelihood Beta(alpha, beta) for the solve rates behind the counts; each problem keeps its own n. Newton's method in
 * (log alpha, log beta) with step halving, from a moment estimate; the sums over problems are gathered once into counts of
 * terms, so that an iteration costs O(max n) however many problems there are. Problems with n = 0 say nothing; NaN
 * parameters when there are no others. Griffiths 1973 (Biometrics 29).
 */
export function fitBetaBinomial(problems: readonly Counts[]): BetaBinomialFit {
  const sampled = problems.filter(({n}) => n > 0);
  if (sampled.length === 0) return {alpha: NaN, beta: NaN, logLikelihood: NaN, interior: false};
  const terms: Terms = {
    correct: termCounts(sampled.map(({c}) => c)),
    wrong: termCounts(sampled.map(({n, c}) => n - c)),
    all: termCounts(sampled.map(({n}) => n))
  };
  let point = start(sampled);
  let state = derivatives(terms, point);
  for (let iteration = 0; iteration < 200; iteration++) {
    const next = improve(terms, point, state);
    if (!next) break;
    const gain = next.state.value - state.value;
    ({point, state} = next);
    if (gain <= 1e-13 * Math.abs(state.value)) break;
  }
  const interior =
    point.every((x) => Math.abs(x) < BOUND - 1e-6) && terms.correct.length > 0 && terms.wrong.length > 0;
  return {alpha: Math.exp(point[0]), beta: Math.exp(point[1]), logLikelihood: state.value, interior};
}

type Point = readonly [number, number];

/** Element i: how many problems contribute a term log(parameter + i). */
interface Terms {
  correct: Float64Array;
  wrong: Float64Array;
  all: Float64Array;
}

interface State {
  value: number;
  gradient: Point;
  /** Second derivatives by (a, a), (a, b), (b, b). */
  hessian: readonly [number, number, number];
}

function termCounts(lengths: readonly number[]): Float64Array {
  const counts = new Float64Array(lengths.reduce((most, length) => Math.max(most, length), 0));
  for (const length of lengths) if (length > 0) counts[length - 1]! += 1;
  for (let i = counts.length - 2; i >= 0; i--) counts[i]! += counts[i + 1]!;
  return counts;
}

/** Mean and spread of c/n give a first guess; a concentration between 0.1 and 100 is near enough. */
function start(problems: readonly Counts[]): Point {
  const rates = problems.map(({n, c}) => (c + 0.5) / (n + 1));
  const centre = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const variance = rates.reduce((sum, rate) => sum + (rate - centre) ** 2, 0) / rates.length;
  const concentration = Math.min(100, Math.max(0.1, (centre * (1 - centre)) / (variance + 1e-9) - 1));
  return [Math.log(centre * concentration), Math.log((1 - centre) * concentration)];
}

/** Value and derivatives by the logarithms of the parameters. */
function derivatives({correct, wrong, all}: Terms, [logAlpha, logBeta]: Point): State {
  const [alpha, beta] = [Math.exp(logAlpha), Math.exp(logBeta)];
  const a = sumTerms(correct, alpha);
  const b = sumTerms(wrong, beta);
  const s = sumTerms(all, alpha + beta);
  const gradient: Point = [alpha * (a.first - s.first), beta * (b.first - s.first)];
  return {
    value: a.value + b.value - s.value,
    gradient,
    hessian: [
      gradient[0] + alpha * alpha * (s.second - a.second),
      alpha * beta * s.second,
      gradient[1] + beta * beta * (s.second - b.second)
    ]
  };
}

/** Sums over i of counts[i] times log(x+i), 1/(x+i) and 1/(x+i)^2. */
function sumTerms(counts: Float64Array, x: number): {value: number; first: number; second: number} {
  let value = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < counts.length; i++) {
    const inverse = 1 / (x + i);
    value += counts[i]! * Math.log(x + i);
    first += counts[i]! * inverse;
    second += counts[i]! * inverse * inverse;
  }
  return {value, first, second};
}

/** A better point: a Newton step where the likelihood is concave, else a step up the gradient, halved until it improves. */
function improve(
  terms: Terms,
  point: Point,
  {value, gradient: [g0, g1], hessian: [h00, h01, h11]}: State
): {point: Point; state: State} | undefined {
  const determinant = h00 * h11 - h01 * h01;
  const concave = h00 < 0 && determinant > 0;
  const step: Point = concave
    ? [(h01 * g1 - h11 * g0) / determinant, (h01 * g0 - h00 * g1) / determinant]
    : [g0, g1];
  const longest = Math.max(Math.abs(step[0]), Math.abs(step[1]), 1e-300);
  // A gradient says nothing of the distance: start from a factor of e^2 in the parameter it changes most.
  for (let scale = concave ? Math.min(1, 4 / longest) : 2 / longest; scale * longest > 1e-10; scale /= 2) {
    const next: Point = [clamp(point[0] + scale * step[0]), clamp(point[1] + scale * step[1])];
    const state = derivatives(terms, next);
    if (state.value > value) return {point: next, state};
  }
  return undefined;
}

function clamp(x: number): number {
  return Math.max(-BOUND, Math.min(BOUND, x));
}
