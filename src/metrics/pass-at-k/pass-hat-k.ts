/**
 * Unbiased pass^k of one problem: the chance that all of `k` completions, drawn without replacement from its `n` with `c`
 * correct, are correct, C(c, k) / C(n, k). 1 at k = 0, c/n at k = 1, never above pass@k. NaN when n < k. O(k).
 * Yao et al. 2024, "tau-bench".
 */
export function passHatK(n: number, c: number, k: number): number {
  if (!(k <= n)) return NaN;
  let allCorrect = 1;
  for (let i = 0; i < k; i++) allCorrect *= Math.max(0, c - i) / (n - i);
  return allCorrect;
}
