/**
 * Unbiased estimate of the sampling variance of one problem's pass@k estimate: how much it would vary if `n` fresh
 * completions were drawn. With h(j) = C(n-c, j) / C(n, j), unbiased for (1-p)^j, it is h(k)^2 - h(2k); never negative.
 * NaN when n < 2k: then no unbiased estimate exists (at k = n the estimate is 0 or 1 and one set of completions says
 * nothing of its spread). From the identity Var(h(k)) = E h(k)^2 - (1-p)^2k.
 */
export function passAtKVariance(n: number, c: number, k: number): number {
  if (!(2 * k <= n)) return NaN;
  let wrong = 1;
  let overlap = 1;
  for (let i = 0; i < k; i++) {
    wrong *= Math.max(0, n - c - i) / (n - i);
    if (wrong === 0) return 0;
    // h(2k) / h(k)^2, factor by factor, so that the difference below loses no digits.
    overlap *= (Math.max(0, n - c - k - i) / (n - c - i)) * ((n - i) / (n - k - i));
  }
  return Math.max(0, wrong * wrong * (1 - overlap));
}
