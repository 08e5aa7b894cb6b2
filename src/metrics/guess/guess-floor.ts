/**
 * Guess floor: pass@k of someone who draws answers at random and hits with chance `g` each time, 1 - (1-g)^k. Uniform
 * guessing over AIME's 1,000 answers (g = 0.001) gives 0.64 at k = 1,024. Exact to rounding also for tiny g.
 */
export function guessFloor(g: number, k: number): number {
  if (k === 0) return 0;
  return -Math.expm1(k * Math.log1p(-g));
}
