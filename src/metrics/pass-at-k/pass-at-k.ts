/**
 * Unbiased pass@k of one problem: the chance that `k` of its `n` completions, drawn without replacement, include a
 * correct one, 1 - C(n-c, k) / C(n, k). In [0, 1]; 0 at k = 0. NaN when n < k: a k beyond n was not measured.
 * O(min(k, c)). Chen et al. 2021, "Evaluating Large Language Models Trained on Code".
 */
export function passAtK(n: number, c: number, k: number): number {
  if (!(k <= n)) return NaN;
  if (n - c < k) return 1;
  // C(n-c, k) / C(n, k) = C(n-k, c) / C(n, c): multiply the shorter product of ratios; binomials overflow a double past n = 1,000.
  const [drawn, factors] = k < c ? [c, k] : [k, c];
  let allWrong = 1;
  for (let i = 0; i < factors; i++) allWrong *= (n - drawn - i) / (n - i);
  return 1 - allWrong;
}
