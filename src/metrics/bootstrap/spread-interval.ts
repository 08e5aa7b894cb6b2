import type {Estimate} from "../statistics/interval.js";
import {quantile} from "../statistics/quantile.js";
import {criticalValue} from "../statistics/score-interval.js";
import {studentQuantile} from "../statistics/student-quantile.js";
import type {PairedBootstrap} from "./paired-bootstrap.js";

/**
 * Standard deviation (divisor: runs - 1) of the means of some columns of a bootstrap, such as the coverage of several runs.
 * Noise adds to a spread, so that percentiles of resamples lie too high; here the interval holds every spread, in the
 * direction of the one seen, at which the one seen is neither among the smallest nor the largest that the noise of the
 * resamples makes of it. 0 where noise alone would do. The noise is widened as Student's t is.
 */
export function spreadInterval(
  {estimates, means, replicates, table, clusters}: PairedBootstrap,
  columns: readonly number[],
  level: number
): Estimate {
  const seen = centred(columns.map((column) => estimates[column]!));
  const size = product(seen, seen);
  const estimate = Math.sqrt(size / (columns.length - 1));
  const units = clusters ? Math.max(0, ...clusters) + 1 : table.problems;
  const widening = studentQuantile(level, units - 1) / criticalValue(level);
  const noiseOf = (replicate: number): number[] =>
    centred(
      columns.map((column) => (means[column * replicates + replicate]! - estimates[column]!) * widening)
    );
  const noises = Array.from({length: replicates}, (_, replicate) => {
    const noise = noiseOf(replicate);
    return {along: product(seen, noise), size: product(noise, noise)};
  });
  const tail = (1 - level) / 2;
  if (size < 1e-24) {
    const alone = Float64Array.from(noises, (noise) => noise.size).sort();
    return {estimate, low: 0, high: Math.sqrt(quantile(alone, 1 - tail) / (columns.length - 1))};
  }
  // The multiple of the spread seen that this noise would turn into the spread seen.
  const factors = Float64Array.from(noises, (noise) => {
    const root = noise.along ** 2 - size * (noise.size - size);
    return root < 0 ? 0 : Math.max(0, (Math.sqrt(root) - noise.along) / size);
  }).sort();
  const low = Float64Array.from(noises, (noise) => (noise.size >= size ? 1 : 0)).reduce((a, b) => a + b, 0);
  return {
    estimate,
    low: low > tail * replicates ? 0 : Math.min(1, quantile(factors, tail)) * estimate,
    high: Math.max(1, quantile(factors, 1 - tail)) * estimate
  };
}

function centred(values: readonly number[]): number[] {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - centre);
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
