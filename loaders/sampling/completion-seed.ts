import {hash} from "node:crypto";
import type {CompletionKey} from "../schema/completion.js";

/**
 * Seed of one completion, in [0, 2^52): the first 52 bits of the SHA-256 of the study's seed and the completion's key.
 * Nothing else enters, so that batch size, order, n and number of workers cannot change a completion.
 */
export function completionSeed(studySeed: number, key: CompletionKey): number {
  const text = JSON.stringify([studySeed, key.benchmark, key.problemId, key.policy, key.sampleIndex]);
  // 13 hexadecimal digits are 52 bits.
  return parseInt(hash("sha256", text, "hex").slice(0, 13), 16);
}

/**
 * Seed of one completion from a server, below 2^31 + 2^24: a number that is made from the study's seed and the key without the sample
 * index, plus the sample index. Servers give choice j of seed s what seed s + j gives alone, so that how many are asked for at once
 * changes no completion.
 */
export function servedSeed(studySeed: number, {sampleIndex, ...key}: CompletionKey): number {
  return Math.floor(completionSeed(studySeed, {...key, sampleIndex: 0}) / 2 ** 21) + sampleIndex;
}
