import {clusterValues} from "../statistics/cluster-values.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import {band, type Band, type BandOptions} from "./band.js";
import type {PairedBootstrap} from "./paired-bootstrap.js";

/**
 * Coverage of policy `a` minus coverage of policy `b` (indices into the table's policies), with a pointwise interval
 * over the same problems: narrower than the two bands suggest, because both policies meet the same problems.
 */
export function differenceBand(
  bootstrap: PairedBootstrap,
  a: number,
  b: number,
  options: BandOptions = {}
): Band {
  const {table, replicates, estimates, means} = bootstrap;
  const {problems, ks, values} = table;
  return band(bootstrap, options, (j) => {
    const [left, right] = [a * ks.length + j, b * ks.length + j];
    const own = (column: number) => values.subarray(column * problems, (column + 1) * problems);
    const byCluster = (column: number) => clusterValues(own(column), bootstrap.clusters);
    return {
      estimate: estimates[left]! - estimates[right]!,
      replicates: differences(means, left, right, replicates),
      score: (level) => pairedMeanInterval(byCluster(left), byCluster(right), level),
      problems: () => differences(values, left, right, problems)
    };
  });
}

function differences(columns: Float64Array, left: number, right: number, length: number): Float64Array {
  const result = new Float64Array(length);
  for (let i = 0; i < length; i++) result[i] = columns[left * length + i]! - columns[right * length + i]!;
  return result;
}
