import {sfc32} from "./sfc32.js";

/** A reproducible stream of random numbers; `random` and `createRandom` give two kinds, which share nothing but this. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
}

const WORDS = 2 ** 32;

/**
 * Seeded generator: sfc32, its state a hash of the seed, after 16 discarded words. The same seed gives
 * the same stream on every platform; the number 1 and the string "1" are the same seed.
 */
export function random(seed: string | number): Random {
  const text = String(seed);
  const next = sfc32(hash(text, 0x9e3779b9), hash(text, 0x7f4a7c15), hash(text, 0xf39cc060));

  function below(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= WORDS))
      throw new RangeError(`cannot draw below ${n}: give an integer from 1 to 2^32`);
    let word = next();
    // Only here can a word lie above the largest multiple of n, which takes a slow remainder to find.
    if (word >= WORDS - n) {
      const limit = WORDS - (WORDS % n);
      while (word >= limit) word = next();
    }
    // The remainder; the operator takes several times as long for words above 2^31.
    return word - Math.floor(word / n) * n;
  }

  for (let i = 0; i < 16; i++) next();
  return {uniform: () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53, below};
}

/** A 32-bit hash: FNV-1a over UTF-16 code units from a given basis, then the mixing steps that end MurmurHash3. */
function hash(text: string, basis: number): number {
  let h = basis | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
