import {randomElement} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";

const shortest = 3;
const longest = 5;
const largestElement = 9;

/** Part of the lists that hold few different numbers, so that equal elements are seen. */
const repetitive = 0.3;
const fewNumbers = 3;

/** A random list as a prompt shows it: 3 to 5 numbers from 0 to 9. */
export function drawInput(random: Random): number[] {
  const length = shortest + random.below(longest - shortest + 1);
  const number = () => random.below(largestElement + 1);
  if (random.uniform() >= repetitive) return Array.from({length}, number);
  const few = Array.from({length: fewNumbers}, number);
  return Array.from({length}, () => randomElement(random, few));
}
