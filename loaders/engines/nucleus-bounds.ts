import type {SamplingSettings} from "./engine.js";

/** Two bounds, the lower one first. */
export type Bounds = readonly [low: number, high: number];

/** What a sampler makes of a token, as far as it is known. */
export interface TokenBounds {
  /** Log-probability (nats) with which the sampler draws it; -Infinity for a token that it cannot draw, or may not be able to. */
  sampled: Bounds;
  /** Probability at the sampler's temperature of all likelier tokens. */
  ahead: Bounds;
}

/** Probability that may be rounding of a sum. */
const ROUNDING = 1e-6;

/**
 * What a sampler makes of a token of which the log-probability at temperature 1 is known, and those of the likeliest tokens,
 * the likeliest first. What is not told has the probability that is left, on tokens that are each at most as likely as the last
 * one told: below temperature 1 it weighs most on as few of them as possible and may weigh next to nothing, above it the other
 * way round, without an upper bound. Where the likeliest tokens are all that there are both bounds are the value itself.
 */
export function nucleusBounds(
  logprob: number,
  tops: readonly number[],
  {temperature, topP}: Pick<SamplingSettings, "temperature" | "topP">
): TokenBounds {
  const rank = tops.findIndex((top) => top <= logprob);
  if (temperature === 0) return greedyBounds(rank, tops);
  if (temperature === 1 && topP === 1) return {sampled: [logprob, logprob], ahead: [0, 1]};
  if (tops.length === 0) return {sampled: [-Infinity, 0], ahead: [0, 1]};
  const most = tops[0]!;
  const weights = tops.map((top) => Math.exp((top - most) / temperature));
  const told = sum(weights);
  const rest = restBounds(tops, temperature);
  const total: Bounds = [told + rest[0], told + rest[1]];
  const before = rank < 0 ? told : sum(weights.slice(0, rank));
  // A token that is not told may stand behind all others that are not.
  const ahead: Bounds = [before / total[1], rank < 0 ? 1 : before / total[0]];
  const own = (logprob - most) / temperature;
  if (topP === 1) return {sampled: [own - Math.log(total[1]), Math.min(0, own - Math.log(total[0]))], ahead};
  if (rank !== 0 && ahead[0] >= topP) return {sampled: [-Infinity, -Infinity], ahead};
  const isSure = rank === 0 || ahead[1] < topP;
  const [least, largest] = [leastNucleus(weights, topP * total[0]), largestNucleus(weights, topP, total[1])];
  return {sampled: [isSure ? own - Math.log(largest) : -Infinity, Math.min(0, own - Math.log(least))], ahead};
}

function greedyBounds(rank: number, tops: readonly number[]): TokenBounds {
  if (tops.length === 0) return {sampled: [-Infinity, 0], ahead: [0, 1]};
  return rank === 0 ? {sampled: [0, 0], ahead: [0, 0]} : {sampled: [-Infinity, -Infinity], ahead: [1, 1]};
}

/** Bounds of the weight, relative to the likeliest token, of all tokens that are not told. */
function restBounds(tops: readonly number[], temperature: number): Bounds {
  const left = Math.max(0, 1 - sum(tops.map(Math.exp)));
  if (left < ROUNDING) return [0, 0];
  const scale = Math.exp(-tops[0]! / temperature);
  if (temperature === 1) return [left * scale, left * scale];
  const each = Math.exp(tops.at(-1)!);
  const count = Math.floor(left / each);
  const few =
    (count * each ** (1 / temperature) + Math.max(0, left - count * each) ** (1 / temperature)) * scale;
  return temperature < 1 ? [0, few] : [few, Infinity];
}

/** Mass of the fewest likeliest tokens that reach `needed`; what is needed where those told do not reach it. */
function leastNucleus(weights: readonly number[], needed: number): number {
  let kept = 0;
  for (const [i, weight] of weights.entries()) {
    if (i > 0 && kept >= needed) return kept;
    kept += weight;
  }
  return Math.max(kept, needed);
}

/** Upper bound of a nucleus where all weigh `total` at most. Beyond the tokens told it has less than one of them too much. */
function largestNucleus(weights: readonly number[], topP: number, total: number): number {
  const needed = topP * total;
  if (sum(weights) >= needed) return leastNucleus(weights, needed);
  return Math.min(total, needed + weights.at(-1)!);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
