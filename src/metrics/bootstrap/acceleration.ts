import {clusterSums} from "../statistics/cluster-sums.js";
import type {Numbers} from "../statistics/numbers.js";

/**
 * Acceleration of the BCa interval for a mean of `values`, from the jackknife: sum d^3 / (6 (sum d^2)^1.5), where d is
 * the mean of the leave-one-out estimates minus each of them. With `clusters` (an index per value, from 0 without gaps)
 * whole clusters are left out. 0 when nothing varies or there is one cluster only; NaN when a value is NaN.
 */
export function acceleration(values: Numbers, clusters?: Numbers): number {
  const without = clusters ? leaveOneClusterOut(values, clusters) : leaveOneOut(values);
  if (without.length < 2) return 0;
  let centre = 0;
  for (const estimate of without) centre += estimate / without.length;
  let squares = 0;
  let cubes = 0;
  for (const estimate of without) {
    squares += (centre - estimate) ** 2;
    cubes += (centre - estimate) ** 3;
  }
  // Differences at rounding level would divide noise by noise.
  if (squares <= without.length * (1e-14 * centre) ** 2) return 0;
  return cubes / (6 * squares ** 1.5);
}

function leaveOneOut(values: Numbers): Float64Array {
  let sum = 0;
  for (const value of values) sum += value;
  return Float64Array.from(values, (value) => (sum - value) / (values.length - 1));
}

function leaveOneClusterOut(values: Numbers, clusters: Numbers): Float64Array {
  const {sums, sizes, total} = clusterSums(values, clusters);
  return Float64Array.from(sums, (sum, cluster) => (total - sum) / (values.length - sizes[cluster]!));
}
