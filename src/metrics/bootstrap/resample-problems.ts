import type {Random} from "../../random/random.js";
import type {Numbers} from "../statistics/numbers.js";

/**
 * One bootstrap resample of problems: writes into `weights` how often each problem is drawn and returns their sum.
 * Without `clusters`, problems.length draws of single problems; with them (a cluster index from 0 per problem, every
 * index used), as many draws of whole clusters as there are clusters, so that the sum varies.
 */
export function resampleProblems(random: Random, weights: Float64Array, clusters?: Numbers): number {
  weights.fill(0);
  if (!clusters) {
    for (let draws = weights.length; draws > 0; draws--) weights[random.below(weights.length)]! += 1;
    return weights.length;
  }
  let count = 0;
  for (const cluster of clusters) count = Math.max(count, cluster + 1);
  const drawn = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) drawn[random.below(count)]! += 1;
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] = drawn[clusters[i]!]!;
  return total;
}
