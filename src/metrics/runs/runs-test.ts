import {shuffled} from "../../random/draws.js";
import {random} from "../../random/random.js";

/**
 * p-value that training runs of several recipes are alike: if the recipe makes no difference, runs can change places between
 * recipes. The statistic is the sum over recipes of the number of runs times the squared distance of their mean from that of all
 * runs, which orders arrangements as the F of an analysis of variance does; p is the share of random arrangements, the observed one
 * counted in, that reach it. `groups[recipe][run]` holds means. Of these very problems: other problems are no part of the question. 1 where all
 * runs are equal, NaN where a value is.
 */
export function runsTest(
  groups: readonly (readonly number[])[],
  {seed, permutations = 9999}: {seed: string; permutations?: number}
): number {
  const all = groups.flat();
  const sizes = groups.map(({length}) => length);
  const observed = between(all, sizes);
  if (Number.isNaN(observed)) return NaN;
  // Sums in another order differ by rounding.
  const atLeast = observed * (1 - 1e-9);
  const generator = random(seed);
  let reached = 1;
  for (let i = 0; i < permutations; i++) if (between(shuffled(generator, all), sizes) >= atLeast) reached++;
  return reached / (permutations + 1);
}

function between(values: readonly number[], sizes: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [first, total] = [0, 0];
  for (const size of sizes) {
    let sum = 0;
    for (let i = first; i < first + size; i++) sum += values[i]! - centre;
    total += (sum * sum) / size;
    first += size;
  }
  return total;
}
