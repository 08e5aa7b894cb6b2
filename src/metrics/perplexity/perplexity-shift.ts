import {random} from "../../random/random.js";
import {bootstrapInterval} from "../bootstrap/bootstrap-interval.js";
import type {BootstrapOptions} from "../bootstrap/paired-bootstrap.js";
import {resampleProblems} from "../bootstrap/resample-problems.js";
import type {Contrast, Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import type {Numbers} from "../statistics/numbers.js";
import {signFlipTest} from "../statistics/sign-flip-test.js";
import {median} from "./perplexity-spread.js";

/** Where a policy's completions lie in the distribution of its base, all perplexities under the base. */
export interface PerplexityShift {
  /** Problems that both have completions of. */
  problems: number;
  /** Median over the base's completions of all problems. */
  baseMedian: Estimate;
  /** The same of the policy's completions. */
  policyMedian: Estimate;
  /** Mean over problems of `shareBelowMedian`, with the p-value that it lies as often above one half as below. */
  shareBelow: Contrast;
}

/** Perplexities under the base of one problem's completions. */
export interface ProblemPerplexities {
  base: Numbers;
  policy: Numbers;
}

/**
 * Compares the two on the problems that both have completions of, with percentile intervals at `level` from resampling
 * problems: completions of a problem stay together, and both sides see the same problems. Null without such a problem.
 */
export function perplexityShift(
  problems: readonly ProblemPerplexities[],
  {seed, replicates = 2000, level}: BootstrapOptions & {level: number}
): PerplexityShift | null {
  const shared = problems.filter(({base, policy}) => base.length > 0 && policy.length > 0);
  if (shared.length === 0) return null;
  const shares = Float64Array.from(shared, shareBelowMedian);
  const statistics = [
    pooledMedian(shared.map(({base}) => base)),
    pooledMedian(shared.map(({policy}) => policy)),
    (weights: Float64Array) => weightedMean(shares, weights)
  ];
  const draws = statistics.map(() => new Float64Array(replicates));
  const generator = random(seed);
  const weights = new Float64Array(shared.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    resampleProblems(generator, weights);
    for (const [i, statistic] of statistics.entries()) draws[i]![replicate] = statistic(weights);
  }
  weights.fill(1);
  const [baseMedian, policyMedian, shareBelow] = statistics.map((statistic, i): Estimate => ({
    estimate: statistic(weights),
    ...bootstrapInterval(draws[i]!, level)
  }));
  return {
    problems: shared.length,
    baseMedian: baseMedian!,
    policyMedian: policyMedian!,
    shareBelow: {...shareBelow!, p: signFlipTest(shares.map((share) => share - 0.5))}
  };
}

/**
 * Relative difference below which two perplexities count as equal. One text has slightly different sums in float32 when it
 * is sampled and when it is scored (measured: up to 4e-7 a token), and both sides often hold the same text.
 */
const TIE = 1e-5;

/** Share of the policy's completions whose perplexity is below the base's median for the problem; equal ones count half. 0.5 means no shift. */
export function shareBelowMedian({base, policy}: ProblemPerplexities): number {
  const middle = median(base);
  const score = (value: number): number => {
    if (Math.abs(value - middle) <= TIE * middle) return 0.5;
    return value < middle ? 1 : 0;
  };
  return mean(Array.from(policy, score));
}

/** Median of all values when each problem's count as often as its weight says. */
function pooledMedian(byProblem: readonly Numbers[]): (weights: Float64Array) => number {
  const values = byProblem.flatMap((each, problem) => Array.from(each, (value) => ({value, problem})));
  values.sort((a, b) => a.value - b.value);
  const sorted = Float64Array.from(values, ({value}) => value);
  const owners = Int32Array.from(values, ({problem}) => problem);
  const sizes = byProblem.map(({length}) => length);
  return (weights) => {
    let half = 0;
    for (const [problem, size] of sizes.entries()) half += (size * weights[problem]!) / 2;
    let passed = 0;
    let below: number | null = null;
    for (let i = 0; i < sorted.length; i++) {
      const weight = weights[owners[i]!]!;
      if (weight === 0) continue;
      // Exactly half lay at or below the last value: the median is midway to this one.
      if (below !== null) return (below + sorted[i]!) / 2;
      passed += weight;
      if (passed > half) return sorted[i]!;
      if (passed === half) below = sorted[i]!;
    }
    return NaN;
  };
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return sum / total;
}
