/**
 * The log-probabilities of the likeliest tokens, the likeliest first: every token that is not among them is at most as likely as the
 * last. Some servers add the token that was drawn, `drawn`, from below the others: it bounds nothing, and is left out where it may be
 * that.
 */
export function boundingLogprobs(told: readonly number[], drawn: number): number[] {
  const logprobs = told.slice();
  // A few numbers, mostly in order: inserting them takes a tenth of the platform's sort.
  for (let i = 1; i < logprobs.length; i++) {
    const moved = logprobs[i]!;
    let at = i;
    for (; at > 0 && logprobs[at - 1]! < moved; at--) logprobs[at] = logprobs[at - 1]!;
    logprobs[at] = moved;
  }
  if (logprobs.at(-1) === drawn) logprobs.pop();
  return logprobs;
}
