import {tokenEntropy, type CompletionEntropy} from "../../src/metrics/perplexity/token-entropy.js";

/** Mean token entropy of a policy on a set of problems, in nats. */
export interface EntropyEstimate {
  entropy: number;
  /** From the randomness of sampling alone, on these very problems. */
  standard_error: number;
}

/**
 * Mean token entropy over all completions of all problems, `drawn[problem][sample]`, long completions weighing more (see
 * `tokenEntropy`). The standard error is that of a ratio of sums with problems as strata: completions of a problem vary
 * around that problem's own mean. NaN with fewer than two completions of some problem.
 */
export function estimateEntropy(drawn: readonly (readonly CompletionEntropy[])[]): EntropyEstimate {
  const entropy = tokenEntropy(drawn.flat());
  let variance = 0;
  let tokens = 0;
  for (const completions of drawn) {
    const residuals = completions.map(
      ({meanEntropy, completionTokens}) => completionTokens * (meanEntropy! - entropy)
    );
    const n = residuals.length;
    const centre = residuals.reduce((sum, value) => sum + value, 0) / n;
    const squares = residuals.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    variance += (n / (n - 1)) * squares;
    tokens += completions.reduce((sum, {completionTokens}) => sum + completionTokens, 0);
  }
  return {entropy, standard_error: Math.sqrt(variance) / tokens};
}
