import {gPassAtK} from "./g-pass-at-k.js";

/**
 * mG-Pass@k of one problem: twice the area under G-Pass@k_tau for tau from 1/2 to 1, as the sum
 * (2/k) sum of G-Pass@k_(i/k) for i = ceil(k/2)+1 … k. In [0, 1]; 0 at k = 1, an empty sum. NaN when n < k. Liu et al. 2024.
 */
export function meanGPassAtK(n: number, c: number, k: number): number {
  if (!(k >= 1 && k <= n)) return NaN;
  let sum = 0;
  for (let i = Math.ceil(k / 2) + 1; i <= k; i++) sum += gPassAtK(n, c, k, i / k);
  return (2 / k) * sum;
}
