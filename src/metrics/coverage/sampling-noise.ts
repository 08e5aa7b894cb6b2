import type {Counts} from "../counts/counts.js";
import {measuredUpTo} from "../pass-at-k/counted-pass-at-k.js";
import {criticalValue} from "../statistics/score-interval.js";

/** What drawing other completions of the same problems would move a mean over problems by. */
export interface Noise {
  /** Estimate of the variance, at least 0. */
  variance: number;
  /** What one more correct completion adds at the most: k / n of a problem that is still drawn, over the number of problems. */
  step: number;
}

/** What one more correct completion adds to pass@k of a problem at the most; 0 of one that was solved often enough to stop. */
export function stepOf(counts: Counts, k: number): number {
  return measuredUpTo(counts) < Infinity ? k / counts.n : 0;
}

/**
 * How far the truth may lie above and below a mean: each side is that of a score interval for a Poisson number of steps, with
 * continuity correction, since a sum of few rare successes is no normal one.
 */
export function noiseReach({variance, step}: Noise, level: number): {up: number; down: number} {
  const z = criticalValue(level);
  const shift = (step * z * z) / 2;
  const root = Math.sqrt(z * z * variance + shift * shift);
  return {up: root + shift + step / 2, down: Math.max(0, root - shift + step / 2)};
}
