import type {Estimate} from "../statistics/interval.js";
import {trust} from "../statistics/mean-interval.js";
import {quantile} from "../statistics/quantile.js";
import {criticalValue} from "../statistics/score-interval.js";
import {studentQuantile} from "../statistics/student-quantile.js";
import type {PairedBootstrap} from "./paired-bootstrap.js";

/**
 * Standard deviation (divisor: runs - 1) of the means of some columns of a bootstrap, such as the coverage of several runs.
 * Noise adds to a spread, so that percentiles of resamples lie too high; here the interval holds every spread, in the
 * direction of the one seen, at which the one seen is neither among the smallest nor the largest that the noise of the
 * resamples makes of it. 0 where noise alone would do. The noise is widened as Student's t is, and
 * both ends lie farther out by what two problems would change that part the runs as the one does that parts them most: a sample
 * holds few of the problems that a run loses. Where hardly a problem parts the runs they do so by what any two problems would change.
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
  const noises = Array.from({length: replicates}, (_, replicate): Noise => {
    const noise = noiseOf(replicate);
    return {along: product(seen, noise), size: product(noise, noise)};
  });
  const unseen = (criticalValue(level) * (1 - trust(partingProblems(table, columns)))) / units;
  const rare =
    (criticalValue(level) * mostOfOne(table, columns, seen)) / (units * Math.sqrt(columns.length - 1));
  const [low, high] = seenEnds(noises, {size, runs: columns.length, tail: (1 - level) / 2});
  return {
    estimate,
    low: Math.max(0, estimate - Math.hypot(estimate - low, unseen, rare)),
    high: estimate + Math.hypot(high - estimate, unseen, rare)
  };
}
/** The most by which one problem's deviations differ from those seen. */
function mostOfOne(
  {values, problems}: PairedBootstrap["table"],
  columns: readonly number[],
  seen: readonly number[]
): number {
  let most = 0;
  for (let problem = 0; problem < problems; problem++) {
    const own = centred(columns.map((column) => values[column * problems + problem]!));
    const off = own.map((value, i) => value - seen[i]!);
    most = Math.max(most, product(off, off));
  }
  return Math.sqrt(most);
}

interface Noise {
  /** Product with the deviations seen. */
  along: number;
  size: number;
}

function seenEnds(
  noises: readonly Noise[],
  {size, runs, tail}: {size: number; runs: number; tail: number}
): [number, number] {
  const estimate = Math.sqrt(size / (runs - 1));
  if (size < 1e-24) {
    const alone = Float64Array.from(noises, (noise) => noise.size).sort();
    return [0, Math.sqrt(quantile(alone, 1 - tail) / (runs - 1))];
  }
  // The multiple of the spread seen that this noise would turn into the spread seen.
  const factors = Float64Array.from(noises, (noise) => {
    const root = noise.along ** 2 - size * (noise.size - size);
    return root < 0 ? 0 : Math.max(0, (Math.sqrt(root) - noise.along) / size);
  }).sort();
  const isNoise = noises.filter((noise) => noise.size >= size).length > tail * noises.length;
  return [
    isNoise ? 0 : Math.min(1, quantile(factors, tail)) * estimate,
    Math.max(1, quantile(factors, 1 - tail)) * estimate
  ];
}

/** How many problems, all alike, would part the runs as much as those that do. */
function partingProblems({values, problems}: PairedBootstrap["table"], columns: readonly number[]): number {
  let [sum, squares] = [0, 0];
  for (let problem = 0; problem < problems; problem++) {
    const own = centred(columns.map((column) => values[column * problems + problem]!));
    const square = product(own, own);
    sum += Math.sqrt(square);
    squares += square;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

function centred(values: readonly number[]): number[] {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - centre);
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
