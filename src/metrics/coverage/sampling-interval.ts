import type {Counts} from "../counts/counts.js";
import {countedPassAtK} from "../pass-at-k/counted-pass-at-k.js";
import type {Interval} from "../statistics/interval.js";
import {noiseReach, stepOf, type Noise} from "./sampling-noise.js";

/**
 * Confidence interval for coverage at `k` under `rl` minus that under `base` on these very problems, from the randomness of sampling
 * alone. With h(j), unbiased for (1-p)^j, h(k)^2 - h(2k) is unbiased for the variance of h(k), whatever stopped a problem. A sum of few
 * rare successes is no normal one: each side is that of a score interval for a Poisson number of steps, with continuity correction,
 * and the two policies' sides are added as squares (Zou and Donner 2008), for their completions are independent. NaN where some
 * problem that is still drawn has n < 2k, or there is none. The lists hold the same problems in the same order.
 */
export function samplingInterval(
  base: readonly Counts[],
  rl: readonly Counts[],
  k: number,
  level = 0.95
): Interval {
  const difference = meanAt(rl, k) - meanAt(base, k);
  const [above, below] = [noiseReach(noise(rl, k), level), noiseReach(noise(base, k), level)];
  return {
    low: Math.max(-1, difference - Math.hypot(above.down, below.up)),
    high: Math.min(1, difference + Math.hypot(above.up, below.down))
  };
}

function meanAt(problems: readonly Counts[], k: number): number {
  return problems.reduce((sum, counts) => sum + countedPassAtK(counts, k), 0) / problems.length;
}

function noise(problems: readonly Counts[], k: number): Noise {
  let [variance, step] = [0, 0];
  for (const counts of problems) {
    const wrong = 1 - countedPassAtK(counts, k);
    variance += wrong * wrong - (1 - countedPassAtK(counts, 2 * k));
    step = Math.max(step, stepOf(counts, k));
  }
  const count = problems.length;
  return {variance: Number.isNaN(variance) ? NaN : Math.max(0, variance) / count ** 2, step: step / count};
}
