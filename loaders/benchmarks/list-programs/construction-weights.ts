import {drawWeighted} from "../../../src/random/draw-weighted.js";
import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";
import type {Construction} from "./constructions.js";
import {functionsOf, type ListFunction} from "./list-function.js";

/** Relative frequency of each construction; the sum need not be 1. */
export type ConstructionWeights = Readonly<Record<Construction, number>>;

/** Frequencies of the default corpus, in percent: one step 52, two steps 41, rare constructions 7. */
export const defaultWeights: ConstructionWeights = {
  map: 13,
  filter: 13,
  order: 8,
  slice: 9,
  reduce: 9,
  filter_map: 16,
  filter_reduce: 9,
  filter_order: 6,
  order_slice: 5,
  reduce_change: 5,
  interval: 1.5,
  index_parity: 1.5,
  index_map: 0.8,
  positions: 0.8,
  running: 1,
  dedupe: 0.8,
  neighbours: 0.6
};

/** A function drawn by the weight of its construction, then uniformly. One weight must be above 0. */
export function drawFunction(random: Random, weights: ConstructionWeights): ListFunction {
  return randomElement(random, functionsOf(drawWeighted(random, weights)));
}

/** How often the default corpus asks for a function, up to a factor. */
export function commonness({construction}: ListFunction): number {
  return defaultWeights[construction] / functionsOf(construction).length;
}
