/**
 * Perplexity per token of a completion: exp(-sumLogprob / tokens), with `sumLogprob` the sum of the log-probabilities
 * (nats) of its `tokens` tokens. At least 1; NaN without tokens, Infinity for an impossible completion.
 */
export function perplexity(sumLogprob: number, tokens: number): number {
  return tokens > 0 ? Math.exp(-sumLogprob / tokens) : NaN;
}
