import type {SamplingSettings} from "../../engine.js";
import {boundingLogprobs} from "./bounding-logprobs.js";

/** Probability that may be rounding of a sum: a high temperature would make weight of it. */
const ROUNDING = 1e-9;

/**
 * Lower bound of the entropy (nats) of the distribution that a token was drawn from, from the log-probabilities at temperature
 * 1 of the most likely tokens; `drawn` is that of the token itself, which some servers add to them.
 *
 * Every token that is not told is at most as likely as the least of those told, and adding such tokens to a distribution raises
 * its entropy. At temperatures of 1 and more what is left weighs least where it lies on as few tokens as possible; below 1 it
 * may weigh nothing. The nucleus of all tokens holds at least that of this smaller mass.
 */
export function drawnEntropyBound(
  told: readonly number[],
  drawn: number,
  {temperature, topP}: Pick<SamplingSettings, "temperature" | "topP">
): number {
  const logprobs = boundingLogprobs(told, drawn);
  if (temperature === 0 || logprobs.length === 0) return 0;
  const likeliest = logprobs[0]!;
  const weights = logprobs.map((logprob) => Math.exp((logprob - likeliest) / temperature));
  const mass = logprobs.reduce((sum, logprob) => sum + Math.exp(logprob), 0);
  const least = logprobs.at(-1)!;
  const rest = restWeight(Math.max(0, 1 - mass), least, temperature) * Math.exp(-likeliest / temperature);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const needed = topP * (whole + rest);

  let kept = 0;
  let surprise = 0;
  for (const [at, weight] of weights.entries()) {
    if (kept >= needed && at > 0) break;
    kept += weight;
    if (weight > 0) surprise -= weight * Math.log(weight);
  }
  const beyond = Math.min(rest, needed - kept);
  // Sums within rounding of the mass that is needed are no tokens.
  if (beyond <= 1e-9 * kept) return surprise / kept + Math.log(kept);
  // The rest of the nucleus: tokens that weigh at most what the least told one weighs.
  const each = Math.min(beyond, weights.at(-1)!);
  return (surprise - beyond * Math.log(each)) / (kept + beyond) + Math.log(kept + beyond);
}

/** The least that probability `left` can weigh at a temperature, on tokens of at most `exp(least)` each. */
function restWeight(left: number, least: number, temperature: number): number {
  if (left < ROUNDING || temperature < 1) return 0;
  const most = Math.exp(least);
  if (most === 0) return 0;
  const tokens = Math.floor(left / most);
  const last = left - tokens * most;
  return tokens * most ** (1 / temperature) + (last < ROUNDING ? 0 : last ** (1 / temperature));
}
