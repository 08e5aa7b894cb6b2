import type {Random} from "../../random/random.js";

/** A key drawn with a chance in proportion to its weight. One weight must be above 0. */
export function drawWeighted<Key extends string>(
  random: Random,
  weights: Readonly<Record<Key, number>>
): Key {
  const possible = (Object.entries(weights) as [Key, number][]).filter(([, weight]) => weight > 0);
  let rest = random() * possible.reduce((sum, [, weight]) => sum + weight, 0);
  return (possible.find(([, weight]) => (rest -= weight) < 0) ?? possible.at(-1)!)[0];
}
