import type {Random} from "./random.js";

/** Relative frequencies by name; the sum need not be 1. */
export type Weights<Name extends string> = Readonly<Record<Name, number>>;

/** A name drawn by weight; a name of weight 0 never is. One weight at least must be above 0. */
export function drawWeighted<Name extends string>(random: Random, weights: Weights<Name>): Name {
  const drawn = drawAmong(random, Object.keys(weights) as Name[], weights);
  if (drawn === null) throw new Error("cannot draw by weight: no weight is above 0");
  return drawn;
}

/** One of `names` drawn by weight, in their order; null if all of them have weight 0. Takes one random number in any case. */
export function drawAmong<Name extends string>(
  random: Random,
  names: readonly Name[],
  weights: Weights<Name>
): Name | null {
  const possible = names.filter((name) => weights[name] > 0);
  let rest = random.uniform() * possible.reduce((sum, name) => sum + weights[name], 0);
  return possible.find((name) => (rest -= weights[name]) < 0) ?? possible.at(-1) ?? null;
}
