import {acceleration} from "../bootstrap/acceleration.js";
import type {BandOptions} from "../bootstrap/band.js";
import {bootstrapInterval} from "../bootstrap/bootstrap-interval.js";
import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {Estimate} from "../statistics/interval.js";
import {clusterValues} from "../statistics/cluster-values.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";

/**
 * Sampling-efficiency gap: the base's coverage at `k` minus the RL policy's coverage at 1, what is left to gain if RL
 * turned all that the base can reach in k tries into first tries. A fraction, not points; lower is better. The interval is
 * that of a `differenceBand`. The table must hold k = 1 and `k` (the paper: 256), else it throws.
 */
export function samplingEfficiencyGap(
  bootstrap: PairedBootstrap,
  base: number,
  rl: number,
  k: number,
  options: BandOptions = {}
): Estimate {
  const {table, replicates, estimates, means, clusters} = bootstrap;
  const [left, right] = [columnOf(bootstrap, base, k), columnOf(bootstrap, rl, 1)];
  const level = options.level ?? 0.95;
  const estimate = estimates[left]! - estimates[right]!;
  if ((options.method ?? "score") === "score") {
    const own = (column: number) =>
      clusterValues(table.values.subarray(column * table.problems, (column + 1) * table.problems), clusters);
    return {estimate, ...pairedMeanInterval(own(left), own(right), level)};
  }
  const difference = (columns: Float64Array, length: number): Float64Array =>
    Float64Array.from({length}, (_, i) => columns[left * length + i]! - columns[right * length + i]!);
  const bca =
    options.method === "bca"
      ? {estimate, acceleration: acceleration(difference(table.values, table.problems), clusters)}
      : undefined;
  return {estimate, ...bootstrapInterval(difference(means, replicates), level, bca)};
}

function columnOf({table: {ks}}: PairedBootstrap, policy: number, k: number): number {
  const j = ks.indexOf(k);
  if (j < 0) throw new RangeError(`k = ${k} is not among the tabulated ks: ${ks.join(", ")}`);
  return policy * ks.length + j;
}
