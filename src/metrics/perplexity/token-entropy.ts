/** The entropies of one completion's tokens, summed up. */
export interface CompletionEntropy {
  /** Mean over tokens (nats); null where the engine reports none. */
  meanEntropy: number | null;
  completionTokens: number;
}

/**
 * Mean entropy (nats) of the distribution a policy samples from, over all tokens of all completions: long completions
 * weigh more. Completions without an entropy are left out; NaN when none has one.
 */
export function tokenEntropy(completions: Iterable<CompletionEntropy>): number {
  let sum = 0;
  let tokens = 0;
  for (const {meanEntropy, completionTokens} of completions) {
    if (meanEntropy === null) continue;
    sum += meanEntropy * completionTokens;
    tokens += completionTokens;
  }
  return sum / tokens;
}
