/**
 * What c = 0 of `n` completions shows about a problem's solve rate: with confidence `level` (0.95) it is below
 * 1 - (1-level)^(1/n), about 3/n. It never shows that a problem cannot be solved. 1 at n = 0. One-sided Clopper and Pearson.
 */
export function solveRateBound(n: number, level = 0.95): number {
  return -Math.expm1(Math.log(1 - level) / n);
}
