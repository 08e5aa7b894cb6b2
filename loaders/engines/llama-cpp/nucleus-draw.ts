import type {SamplingSettings} from "../engine.js";

/** A token that was drawn. */
export interface DrawnToken {
  token: number;
  /** Log-probability (nats) under the model at temperature 1. */
  logprob: number;
  /** Entropy (nats) of the distribution that it was drawn from. */
  entropy: number;
}

/**
 * Draws a token as the micro models do: softmax at the temperature, the fewest likeliest tokens whose mass reaches top-p,
 * renormalised, and the one where their running sum passes `uniform`, in [0, 1). Temperature 0 takes the likeliest, the
 * first where several are equal. llama.cpp's own chain in node-llama-cpp cuts to top-p before the temperature.
 */
export function drawFromNucleus(
  logits: ReadonlyMap<number, number>,
  {temperature, topP}: Pick<SamplingSettings, "temperature" | "topP">,
  uniform: number
): DrawnToken {
  const sorted = [...logits].sort(([a, high], [b, low]) => low - high || a - b);
  const largest = sorted[0]![1];
  const total = sorted.reduce((sum, [, logit]) => sum + Math.exp(logit - largest), 0);
  const logprobOf = (logit: number) => logit - largest - Math.log(total);
  if (temperature === 0) return {token: sorted[0]![0], logprob: logprobOf(largest), entropy: 0};

  const weights = sorted.map(([, logit]) => Math.exp((logit - largest) / temperature));
  const needed = topP * weights.reduce((sum, weight) => sum + weight, 0);
  let mass = 0;
  const kept: number[] = [];
  for (const weight of weights) {
    if (kept.length > 0 && mass >= needed) break;
    kept.push(weight);
    mass += weight;
  }
  let running = 0;
  const passed = kept.findIndex((weight) => (running += weight) > uniform * mass);
  const [token, logit] = sorted[passed < 0 ? kept.length - 1 : passed]!;
  const entropy = kept.reduce(
    (sum, weight) => sum - (weight === 0 ? 0 : (weight / mass) * Math.log(weight / mass)),
    0
  );
  return {token, logprob: logprobOf(logit), entropy};
}
