import {hash} from "node:crypto";
import type {Random} from "./random.js";
import {sfc32} from "./sfc32.js";

const WORDS = 2 ** 32;

/**
 * A stream fixed by `parts` (a seed, and whatever else tells two streams apart: a name, a step). Any difference in the parts
 * gives an unrelated stream: the state of sfc32 is taken from the sha256 of the parts, so that neighbouring seeds share
 * nothing. A draw takes one word: `uniform` is a multiple of 2^-32, `below(n)` is uniform to n / 2^32. For node alone; where
 * a browser must draw the same, use `random`.
 */
export function createRandom(...parts: readonly (number | string)[]): Random {
  const digest = hash("sha256", JSON.stringify(parts), "buffer");
  const next = sfc32(digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8));
  return {uniform: () => next() / WORDS, below: (n) => Math.floor((next() / WORDS) * n)};
}
