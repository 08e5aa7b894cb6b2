import type {Random} from "../../random/random.js";
import type {Counts} from "./counts.js";

/** Counts as if only `m` of a problem's completions, a random subset, had been drawn. Throws when m exceeds n. O(m). */
export function thinCounts({n, c}: Counts, m: number, random: Random): Counts {
  if (m > n) throw new RangeError(`cannot keep ${m} of ${n} completions`);
  let correct = 0;
  for (let drawn = 0; drawn < m; drawn++) {
    if (random.below(n - drawn) < c - correct) correct++;
  }
  return {n: m, c: correct};
}
