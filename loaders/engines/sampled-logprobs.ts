import type {SamplingSettings} from "./engine.js";

/** All tokens of the vocabulary at each place of a text, the likeliest first. */
interface RankedTokens {
  /** [places, vocabulary]. */
  tokens: BigInt64Array;
  /** [places, vocabulary]: nats, at temperature 1. */
  logprobs: Float32Array;
}

/**
 * Log-probability (nats) of each token of `text` where tokens are drawn at a temperature from the nucleus, the fewest likeliest
 * tokens whose mass reaches top-p, renormalised: -Infinity for a token outside of it. At temperature 0 the likeliest token has
 * probability 1. The rule is that of micro/sampler.ts; the arithmetic is in double precision.
 */
export function sampledLogprobs(
  {tokens, logprobs}: RankedTokens,
  text: readonly number[],
  {temperature, topP}: Pick<SamplingSettings, "temperature" | "topP">
): Float64Array {
  const vocabulary = text.length === 0 ? 0 : logprobs.length / text.length;
  return Float64Array.from(text, (token, place) => {
    const start = place * vocabulary;
    const rank = tokens.subarray(start, start + vocabulary).indexOf(BigInt(token));
    if (temperature === 0) return rank === 0 ? 0 : -Infinity;
    return nucleusLogprob(logprobs.subarray(start, start + vocabulary), rank, temperature, topP);
  });
}

/** `ranked`: log-probabilities at temperature 1, in falling order. */
function nucleusLogprob(ranked: Float32Array, rank: number, temperature: number, topP: number): number {
  const weights = Float64Array.from(ranked, (logprob) => Math.exp((logprob - ranked[0]!) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let isInside = false;
  for (let i = 0; i < weights.length && (i === 0 || kept / total < topP); i++) {
    kept += weights[i]!;
    if (i === rank) isInside = true;
  }
  return isInside ? (ranked[rank]! - ranked[0]!) / temperature - Math.log(kept) : -Infinity;
}
