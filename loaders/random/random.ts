import {createHash} from "node:crypto";

/** A source of uniform numbers in [0, 1), each a multiple of 2^-32. */
export type Random = () => number;

/**
 * A random source fixed by `parts` (a seed, and whatever else tells two streams apart: a name, a step). Any difference in
 * the parts gives an unrelated stream. The generator is sfc32 (C. Doty-Humphrey, PractRand), its state taken from the
 * sha256 of the parts, so that neighbouring seeds share nothing.
 */
export function createRandom(...parts: readonly (number | string)[]): Random {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
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
