import type {CoverStep} from "./cover-curve.js";

/**
 * pass@k as a weighted average of Cover@tau: the integral over tau in [0, 1] of k (1-tau)^(k-1) Cover@tau, exact for the
 * step curve of `coverCurve`. It equals the mean over problems of 1 - (1 - c/n)^k: pass@k for draws WITH replacement,
 * which is below the unbiased estimate and tends to it as n grows. The weight, a Beta(1, k) density, is why large k rewards
 * problems solved rarely. Dragoi et al. 2025.
 */
export function passAtKFromCover(curve: readonly CoverStep[], k: number): number {
  let sum = 0;
  let from = 0;
  for (const {tau, cover} of curve) {
    sum += cover * ((1 - from) ** k - (1 - tau) ** k);
    from = tau;
  }
  return sum;
}
