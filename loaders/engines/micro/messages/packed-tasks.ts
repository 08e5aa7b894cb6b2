import type {GeneratedTokens, GenerationJob} from "../generator.js";
import type {PicturePatches} from "../picture-input.js";

/** Jobs as a message for another thread: a few arrays in place of an object a job, which took longer to send than to compute. */
export interface PackedJobs {
  /** What neighbouring jobs have in common. */
  asked: {prompt: readonly number[]; picture: PicturePatches; count: number}[];
  seeds: Float64Array;
}

/** Completions as a message. */
export interface PackedTokens {
  /** Those of all completions, one after the other. */
  tokens: Uint32Array;
  lengths: Uint32Array;
  ended: Uint8Array;
  sumLogprobs: Float64Array;
  meanEntropies: Float64Array;
}

/** Jobs side by side whose prompt and picture are the same arrays have them once in the message. */
export function packJobs(jobs: readonly GenerationJob[]): PackedJobs {
  const asked: PackedJobs["asked"] = [];
  for (const {prompt, picture} of jobs) {
    const last = asked.at(-1);
    if (last?.prompt === prompt && last.picture === picture) last.count++;
    else asked.push({prompt, picture, count: 1});
  }
  return {asked, seeds: Float64Array.from(jobs, ({seed}) => seed)};
}

/** The jobs of `packJobs`, in their order. */
export function unpackJobs({asked, seeds}: PackedJobs): GenerationJob[] {
  const jobs: GenerationJob[] = [];
  for (const {prompt, picture, count} of asked)
    for (let i = 0; i < count; i++) jobs.push({prompt, picture, seed: seeds[jobs.length]!});
  return jobs;
}

export function packTokens(completions: readonly GeneratedTokens[]): PackedTokens {
  const lengths = Uint32Array.from(completions, ({tokens}) => tokens.length);
  const tokens = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const {tokens: own} of completions) {
    tokens.set(own, at);
    at += own.length;
  }
  return {
    tokens,
    lengths,
    ended: Uint8Array.from(completions, ({ended}) => Number(ended)),
    sumLogprobs: Float64Array.from(completions, ({sumLogprob}) => sumLogprob),
    meanEntropies: Float64Array.from(completions, ({meanEntropy}) => meanEntropy)
  };
}

/** The completions of `packTokens`, in their order, the same numbers bit for bit. */
export function unpackTokens({tokens, lengths, ended, ...sums}: PackedTokens): GeneratedTokens[] {
  let at = 0;
  return Array.from(lengths, (length, i) => ({
    tokens: Array.from(tokens.subarray(at, (at += length))),
    ended: ended[i] === 1,
    sumLogprob: sums.sumLogprobs[i]!,
    meanEntropy: sums.meanEntropies[i]!
  }));
}
