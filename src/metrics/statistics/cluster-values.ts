import {clusterSums} from "./cluster-sums.js";
import type {Numbers} from "./numbers.js";

/**
 * One number for each cluster (an index per value, from 0 without gaps) instead of one for each value: with the same mean,
 * and the standard error that the mean has when whole clusters are drawn (linearised, as in Korn and Graubard 1998). Where
 * clusters have one size these are their means. The values themselves without clusters.
 */
export function clusterValues(values: Float64Array, clusters: Numbers | undefined): Float64Array {
  if (!clusters) return values;
  const {sums, sizes, total} = clusterSums(values, clusters);
  const mean = total / values.length;
  const size = values.length / sums.length;
  return Float64Array.from(sums, (sum, cluster) =>
    sizes[cluster] === size ? sum / size : mean + (sum - mean * sizes[cluster]!) / size
  );
}
