/** The values of k at which curves are drawn: 1, 2, 4, … up to `n`, and `n` itself where it is no power of two. Empty when n < 1. */
export function kGrid(n: number): number[] {
  const ks: number[] = [];
  for (let k = 1; k <= n; k *= 2) ks.push(k);
  if (n >= 1 && ks.at(-1) !== n) ks.push(n);
  return ks;
}
