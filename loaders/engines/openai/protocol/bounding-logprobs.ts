/**
 * The log-probabilities of the likeliest tokens, the likeliest first: every token that is not among them is at most as likely as the
 * last. Some servers add the token that was drawn, `drawn`, from below the others: it bounds nothing, and is left out where it may be
 * that.
 */
export function boundingLogprobs(told: readonly number[], drawn: number): number[] {
  const logprobs = told.toSorted((a, b) => b - a);
  if (logprobs.at(-1) === drawn) logprobs.pop();
  return logprobs;
}
