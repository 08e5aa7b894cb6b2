import {tailShare} from "./tail-share.js";

/** P(X >= from) for X binomial with `n` trials of chance `p` in [0, 1]. */
export function binomialTail(n: number, p: number, from: number): number {
  if (p === 0) return from <= 0 ? 1 : 0;
  if (p === 1) return from <= n ? 1 : 0;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  return tailShare({min: 0, max: n, mode, ratio: (j) => ((n - j) / (j + 1)) * odds}, from);
}
