import type {Counts} from "../counts/counts.js";
import {countedPassAtK, measuredUpTo} from "../pass-at-k/counted-pass-at-k.js";
import type {Interval} from "../statistics/interval.js";
import {criticalValue} from "../statistics/score-interval.js";

/** What drawing other completions of the same problems would move coverage at one k by. */
interface Noise {
  /** Unbiased estimate of the variance, at least 0. */
  variance: number;
  /** What one more correct completion adds at the most: k / n of a problem that is still drawn, over the number of problems. */
  step: number;
}

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
  const [above, below] = [reach(noise(rl, k), level), reach(noise(base, k), level)];
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
    if (measuredUpTo(counts) < Infinity) step = Math.max(step, k / counts.n);
  }
  const count = problems.length;
  return {variance: Number.isNaN(variance) ? NaN : Math.max(0, variance) / count ** 2, step: step / count};
}

/** How far the truth may lie above and below the estimate. */
function reach({variance, step}: Noise, level: number): {up: number; down: number} {
  const z = criticalValue(level);
  const shift = (step * z * z) / 2;
  const root = Math.sqrt(z * z * variance + shift * shift);
  return {up: root + shift + step / 2, down: Math.max(0, root - shift + step / 2)};
}
