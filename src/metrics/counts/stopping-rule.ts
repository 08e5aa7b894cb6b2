/**
 * When the completions of a problem under a policy stop: after the first look, of `first` completions, or after one with twice as many
 * as the look before, as soon as at least `successes` of them are correct. Nothing but counts at looks enters.
 */
export interface StoppingRule {
  /** Correct completions. */
  successes: number;
  /** Completions. */
  first: number;
}

/** Numbers of completions at which a rule looks, up to `most`, which is `first` times a power of two. */
export function looks({first}: Pick<StoppingRule, "first">, most: number): number[] {
  const sizes: number[] = [];
  for (let n = first; n <= most; n *= 2) sizes.push(n);
  return sizes;
}

/** The largest look with fewer than `n` completions; 0 where there is none. */
export function lookBefore({first}: Pick<StoppingRule, "first">, n: number): number {
  return looks({first}, n - 1).at(-1) ?? 0;
}
