import type {PassAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {mean} from "../statistics/mean.js";
import type {Numbers} from "../statistics/numbers.js";
import {resamples} from "./resamples.js";
import {weightedSums} from "./weighted-sums.js";

export interface BootstrapOptions {
  seed: string | number;
  /** Default 2,000. */
  replicates?: number;
  /** Cluster index of each problem, from 0 without gaps: problems of one source, or variants of one problem, are drawn together. */
  clusters?: Numbers;
}

/** Bootstrap distributions of every policy's coverage curve; the same resampled problems in all of them. */
export interface PairedBootstrap {
  table: PassAtKTable;
  clusters: Numbers | undefined;
  replicates: number;
  /** Coverage: element policy * ks.length + kIndex. */
  estimates: Float64Array;
  /** Coverage of each resample: element (policy * ks.length + kIndex) * replicates + replicate. */
  means: Float64Array;
}

/**
 * Paired bootstrap of coverage over problems (Efron and Tibshirani 1993, ch. 8 and 10). Each replicate draws as many
 * problems as there are, with replacement, and averages every policy's pass@k over that one draw: differences between
 * policies keep their pairing. Completions are never resampled, which near k = n would bias pass@k downwards.
 * A k at which some problem has n < k stays NaN (see `coverage`). The first r replicates do not depend on `replicates`,
 * nor on which policies or ks are present.
 */
export function pairedBootstrap(
  table: PassAtKTable,
  {seed, replicates = 2000, clusters}: BootstrapOptions
): PairedBootstrap {
  const {problems, policies, ks, values} = table;
  if (clusters && clusters.length !== problems)
    throw new RangeError(`${clusters.length} cluster indices for ${problems} problems`);
  const columns = policies * ks.length;
  const estimates = Float64Array.from({length: columns}, (_, column) =>
    mean(values.subarray(column * problems, (column + 1) * problems))
  );
  const means = new Float64Array(columns * replicates);
  const {weights, sums, run} = weightedSums(values, columns, problems);
  let first = 0;
  for (const {draws, totals} of resamples({seed, replicates, problems, clusters})) {
    weights.set(draws);
    run();
    const block = Math.min(4, replicates - first);
    for (let column = 0; column < columns; column++) {
      for (let j = 0; j < block; j++)
        means[column * replicates + first + j] = sums[column * 4 + j]! / totals[j]!;
    }
    first += 4;
  }
  return {table, clusters, replicates, estimates, means};
}
