import {createHash} from "node:crypto";
import {sfc32} from "./sfc32.js";

/** A source of uniform numbers in [0, 1), each a multiple of 2^-32. */
export type Random = () => number;

/**
 * A random source fixed by `parts` (a seed, and whatever else tells two streams apart: a name, a step). Any difference in
 * the parts gives an unrelated stream. The generator is sfc32 (C. Doty-Humphrey, PractRand), its state taken from the
 * sha256 of the parts, so that neighbouring seeds share nothing.
 */
export function createRandom(...parts: readonly (number | string)[]): Random {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  const next = sfc32(digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8));
  return () => next() / 2 ** 32;
}

/** A uniform integer in 0 … count - 1. */
export function randomInteger(random: Random, count: number): number {
  return Math.floor(random() * count);
}

/** A uniform element. The list must not be empty. */
export function randomElement<T>(random: Random, list: readonly T[]): T {
  return list[randomInteger(random, list.length)]!;
}

/** A uniformly shuffled copy (Fisher and Yates). */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = randomInteger(random, i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

/** A standard normal number (Box and Muller). */
export function randomNormal(random: Random): number {
  // 1 - u lies in (0, 1], so that the logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
