import type {SamplingSettings} from "../engine.js";
import {rankedScore, type RankedScore} from "../sampled-logprobs.js";

/** Log-probabilities (nats, temperature 1) of a whole vocabulary at one place, from a model's logits. */
export class TokenDistribution {
  /** The likeliest first; of equal ones the smaller number. */
  private readonly tokens: number[];
  private readonly logprobs: Float64Array;

  constructor(logits: ReadonlyMap<number, number>) {
    const sorted = [...logits].sort(([a, high], [b, low]) => low - high || a - b);
    const largest = sorted[0]![1];
    const total = sorted.reduce((sum, [, logit]) => sum + Math.exp(logit - largest), 0);
    this.tokens = sorted.map(([token]) => token);
    this.logprobs = Float64Array.from(sorted, ([, logit]) => logit - largest - Math.log(total));
  }

  /** Nats. */
  get entropy(): number {
    return this.logprobs.reduce((sum, logprob) => {
      const probability = Math.exp(logprob);
      return probability === 0 ? sum : sum - probability * logprob;
    }, 0);
  }

  /** Log-probability that one of these tokens follows. */
  logprob(tokens: readonly number[]): number {
    return logOfSum(tokens.map((token) => this.logprobs[this.rank(token)]!));
  }

  /** What a sampler makes of these tokens together; what is ahead, of the likeliest of them. */
  sampled(tokens: readonly number[], sampling: Pick<SamplingSettings, "temperature" | "topP">): RankedScore {
    const scores = tokens.map((token) => rankedScore(this.logprobs, this.rank(token), sampling));
    return {
      sampled: logOfSum(scores.map(({sampled}) => sampled)),
      ahead: Math.min(...scores.map(({ahead}) => ahead))
    };
  }

  /** The likeliest tokens with their log-probabilities, at most `count`. */
  tops(count: number): {token: number; logprob: number}[] {
    return this.tokens.slice(0, count).map((token, at) => ({token, logprob: this.logprobs[at]!}));
  }

  private rank(token: number): number {
    const rank = this.tokens.indexOf(token);
    if (rank < 0) throw new RangeError(`the model has no token ${token}`);
    return rank;
  }
}

function logOfSum(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  if (largest === -Infinity || logs.length === 1) return largest;
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}
