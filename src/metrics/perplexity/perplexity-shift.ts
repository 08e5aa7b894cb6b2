import type {Contrast, Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {meanInterval} from "../statistics/mean-interval.js";
import type {Numbers} from "../statistics/numbers.js";
import {signFlipTest} from "../statistics/sign-flip-test.js";
import {median} from "./perplexity-spread.js";
import {pooledMedian} from "./pooled-median.js";

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
 * Compares the two on the problems that both have completions of, with the intervals of `pooledMedian` and `meanInterval` at
 * `level`: completions of a problem stay together. Null without such a problem.
 */
export function perplexityShift(
  problems: readonly ProblemPerplexities[],
  {level}: {level: number}
): PerplexityShift | null {
  const shared = problems.filter(({base, policy}) => base.length > 0 && policy.length > 0);
  if (shared.length === 0) return null;
  const shares = shared.map(shareBelowMedian);
  return {
    problems: shared.length,
    baseMedian: pooledMedian(
      shared.map(({base}) => base),
      level
    ),
    policyMedian: pooledMedian(
      shared.map(({policy}) => policy),
      level
    ),
    shareBelow: {
      estimate: mean(shares),
      ...meanInterval(shares, level),
      p: signFlipTest(shares.map((share) => share - 0.5))
    }
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
