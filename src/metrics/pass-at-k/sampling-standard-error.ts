import type {Counts} from "../counts/counts.js";
import {passAtKVariance} from "./pass-at-k-variance.js";

/**
 * Standard error of coverage at `k` on these very problems, from the randomness of sampling alone: what repeating the run
 * with other seeds would show, sqrt(sum of the per-problem variances) / M. Compare with `standardError`, which also asks
 * for other problems. NaN when some problem has n < 2k (see `passAtKVariance`) or there is none.
 */
export function samplingStandardError(problems: readonly Counts[], k: number): number {
  let variance = 0;
  for (const {n, c} of problems) variance += passAtKVariance(n, c, k);
  return Math.sqrt(variance) / problems.length;
}
