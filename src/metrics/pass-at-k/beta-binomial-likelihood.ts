import type {Counts} from "../counts/counts.js";
import type {Point, State} from "./newton-ascent.js";

/** Sums over problems gathered into counts of terms. Element i: how many problems contribute a term log(parameter + i). */
export interface Terms {
  correct: Float64Array;
  wrong: Float64Array;
  all: Float64Array;
}

/** The terms of some problems: once gathered, the likelihood costs O(max n) however many problems there are. */
export function termsOf(problems: readonly Counts[]): Terms {
  return {
    correct: termCounts(problems.map(({c}) => c)),
    wrong: termCounts(problems.map(({n, c}) => n - c)),
    all: termCounts(problems.map(({n}) => n))
  };
}

function termCounts(lengths: readonly number[]): Float64Array {
  const counts = new Float64Array(lengths.reduce((most, length) => Math.max(most, length), 0));
  for (const length of lengths) if (length > 0) counts[length - 1]! += 1;
  for (let i = counts.length - 2; i >= 0; i--) counts[i]! += counts[i + 1]!;
  return counts;
}

/** Log-likelihood of Beta(alpha, beta) and its derivatives by the logarithms of both, without the binomial coefficients. */
export function betaBinomialLikelihood({correct, wrong, all}: Terms, [logAlpha, logBeta]: Point): State {
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

/** Where a search begins: mean and spread of c/n give a first guess; a concentration between 0.1 and 100 is near enough. */
export function likelihoodStart(problems: readonly Counts[]): Point {
  const rates = problems.map(({n, c}) => (c + 0.5) / (n + 1));
  const centre = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const variance = rates.reduce((sum, rate) => sum + (rate - centre) ** 2, 0) / rates.length;
  const concentration = Math.min(100, Math.max(0.1, (centre * (1 - centre)) / (variance + 1e-9) - 1));
  return [Math.log(centre * concentration), Math.log((1 - centre) * concentration)];
}
