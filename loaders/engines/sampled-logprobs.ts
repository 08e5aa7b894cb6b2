import type {SamplingSettings} from "./engine.js";

/** All tokens of the vocabulary at each place of a text, the likeliest first. */
interface RankedTokens {
  /** [places, vocabulary]. */
  tokens: BigInt64Array;
  /** [places, vocabulary]: nats, at temperature 1. */
  logprobs: Float32Array;
}

/** What a sampler makes of the tokens of a text, one number a token. */
export interface SampledScores {
  /** Log-probability (nats) with which the sampler draws the token: -Infinity for one that it cannot draw. */
  sampled: Float64Array;
  /** Probability at the sampler's temperature of all likelier tokens: the nucleus has the token where that is below top-p. */
  ahead: Float64Array;
}

/**
 * What becomes of each token of `text` where tokens are drawn at a temperature from the nucleus, the fewest likeliest tokens whose
 * mass reaches top-p, renormalised. At temperature 0 the likeliest token has probability 1, and every other one all of it ahead.
 * The rule is that of micro/sampler.ts; the arithmetic is in double precision.
 */
export function sampledScores(
  {tokens, logprobs}: RankedTokens,
  text: readonly number[],
  {temperature, topP}: Pick<SamplingSettings, "temperature" | "topP">
): SampledScores {
  const vocabulary = text.length === 0 ? 0 : logprobs.length / text.length;
  const places = text.map((token, place) => {
    const start = place * vocabulary;
    const rank = tokens.subarray(start, start + vocabulary).indexOf(BigInt(token));
    return rankedScore(logprobs.subarray(start, start + vocabulary), rank, {temperature, topP});
  });
  return {
    sampled: Float64Array.from(places, ({sampled}) => sampled),
    ahead: Float64Array.from(places, ({ahead}) => ahead)
  };
}

/** What a sampler makes of one token; see `SampledScores`. */
export interface RankedScore {
  sampled: number;
  ahead: number;
}

/** Of the token at `rank`, from 0, among the whole vocabulary. `ranked`: log-probabilities at temperature 1, in falling order. */
export function rankedScore(
  ranked: Float32Array | Float64Array,
  rank: number,
  {temperature, topP}: Pick<SamplingSettings, "temperature" | "topP">
): RankedScore {
  if (temperature === 0) return rank === 0 ? {sampled: 0, ahead: 0} : {sampled: -Infinity, ahead: 1};
  const weights = Float64Array.from(ranked, (logprob) => Math.exp((logprob - ranked[0]!) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  for (let i = 0; i < weights.length && (i === 0 || kept / total < topP); i++) kept += weights[i]!;
  let before = 0;
  for (let i = 0; i < rank; i++) before += weights[i]!;
  const ahead = before / total;
  const isInside = rank === 0 || ahead < topP;
  return {
    sampled: isInside ? (ranked[rank]! - ranked[0]!) / temperature - Math.log(kept) : -Infinity,
    ahead
  };
}
