import type {Numbers} from "./numbers.js";

/** Sum and number of the values of each cluster (an index per value, from 0 without gaps), and the sum of all, in their order. */
export function clusterSums(
  values: Numbers,
  clusters: Numbers
): {sums: number[]; sizes: number[]; total: number} {
  const sums: number[] = [];
  const sizes: number[] = [];
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const cluster = clusters[i]!;
    sums[cluster] = (sums[cluster] ?? 0) + values[i]!;
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    total += values[i]!;
  }
  return {sums, sizes, total};
}
