import {tailShare} from "../statistics/tail-share.js";

/**
 * G-Pass@k_tau of one problem: the chance that at least ceil(tau k) of `k` completions, drawn without replacement from
 * its `n` with `c` correct, are correct. Equal to pass@k for tau <= 1/k and to pass^k for tau = 1. `tau` in (0, 1].
 * NaN when n < k or k < 1. Liu et al. 2024, "Are Your LLMs Capable of Stable Reasoning?" (arXiv 2412.13147).
 */
export function gPassAtK(n: number, c: number, k: number, tau: number): number {
  if (!(k >= 1 && k <= n)) return NaN;
  // tau k carries rounding: 0.7 * 10 is a little more than 7.
  const atLeast = Math.max(1, Math.ceil(tau * k - 1e-9));
  const min = Math.max(0, k - (n - c));
  const max = Math.min(c, k);
  const mode = Math.max(min, Math.min(max, Math.floor(((c + 1) * (k + 1)) / (n + 2))));
  const ratio = (j: number): number => ((c - j) / (j + 1)) * ((k - j) / (n - c - k + j + 1));
  return tailShare({min, max, mode, ratio}, atLeast);
}
