import {shuffled} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";

/**
 * The batches of a step's updates, in order: in each epoch a random partition of the items into `minibatches` parts whose
 * sizes differ by one at most. A single part keeps the items' order. Parts without items are left out.
 */
export function drawMinibatches<T>(
  items: readonly T[],
  {epochs, minibatches}: {epochs: number; minibatches: number},
  random: Random
): T[][] {
  const drawEpoch = () => {
    const order = minibatches === 1 ? items : shuffled(random, items);
    const start = (part: number) => Math.floor((part * order.length) / minibatches);
    return Array.from({length: minibatches}, (_, part) => order.slice(start(part), start(part + 1)));
  };
  return Array.from({length: epochs}, drawEpoch)
    .flat()
    .filter((part) => part.length > 0);
}
