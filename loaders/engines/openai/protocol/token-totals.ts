import {boundingLogprobs} from "./bounding-logprobs.js";
import type {TokenTotals} from "./choice.js";
import {drawnEntropyBound} from "./drawn-entropy-bound.js";

/** How tokens were drawn, where the entropy of what they were drawn from is asked for. */
export type DrawnWith = Parameters<typeof drawnEntropyBound>[2] | null;

/** Adds up log-probabilities token by token. */
export class TokenSum {
  private count = 0;
  private sumLogprob = 0;
  private entropy = 0;
  private drawnEntropy = 0;
  private hasAlternatives = true;
  private readonly drawnWith: DrawnWith;

  constructor(drawnWith: DrawnWith) {
    this.drawnWith = drawnWith;
  }

  /** `alternatives`: log-probabilities of the most likely tokens; empty where none were told. */
  add(logprob: number, alternatives: readonly number[]): void {
    this.count += 1;
    this.sumLogprob += logprob;
    if (alternatives.length === 0) this.hasAlternatives = false;
    else this.entropy += entropyBound(alternatives, logprob);
    if (this.drawnWith !== null)
      this.drawnEntropy += drawnEntropyBound(alternatives, logprob, this.drawnWith);
  }

  get totals(): TokenTotals {
    const {count, sumLogprob} = this;
    const isKnown = this.hasAlternatives && count > 0;
    return {
      count,
      sumLogprob,
      entropyBound: isKnown ? this.entropy / count : null,
      drawnEntropyBound: isKnown && this.drawnWith !== null ? this.drawnEntropy / count : null
    };
  }
}

/**
 * Lower bound of a distribution's entropy (nats) from the log-probabilities of its most likely tokens: what is left is at most as
 * likely, token by token, as the least likely of them, so that it adds at least its mass times that token's surprise. `drawn` is the
 * log-probability of the token that was drawn, which some servers add to the likeliest: from below them it bounds nothing.
 */
export function entropyBound(logprobs: readonly number[], drawn: number): number {
  const told = boundingLogprobs(logprobs, drawn);
  let entropy = 0;
  let mass = 0;
  for (const logprob of told) {
    const p = Math.exp(logprob);
    if (p > 0) entropy -= p * logprob;
    mass += p;
  }
  const left = Math.max(0, 1 - mass);
  // A lone token that was drawn leaves nothing that bounds the others.
  const least = told.at(-1) ?? 0;
  return left < 1e-9 || !Number.isFinite(least) ? entropy : entropy - left * least;
}
