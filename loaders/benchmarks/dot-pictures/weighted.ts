import type {Random} from "../../random/random.js";

/** Relative frequencies by name; the sum need not be 1. */
export type Weights<Name extends string> = Readonly<Record<Name, number>>;

/** A name drawn by weight; a name of weight 0 never is. One weight at least must be above 0. */
export function drawWeighted<Name extends string>(random: Random, weights: Weights<Name>): Name {
  const entries = (Object.entries(weights) as [Name, number][]).filter(([, weight]) => weight > 0);
  let rest = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  const drawn = entries.find(([, weight]) => (rest -= weight) < 0) ?? entries.at(-1);
  if (drawn === undefined) throw new Error("cannot draw by weight: no weight is above 0");
  return drawn[0];
}
