import type {Numbers} from "./numbers.js";

/**
 * Quantile `p` in [0, 1] of values sorted ascending, linear between order statistics (type 7 of Hyndman and Fan 1996).
 * Infinite values are allowed: between a finite and an infinite one the answer is the infinite one. NaN when empty.
 */
export function quantile(sorted: Numbers, p: number): number {
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const share = position - below;
  if (share === 0) return low;
  const high = sorted[below + 1] ?? NaN;
  if (low === high || !Number.isFinite(low)) return low;
  return low + share * (high - low);
}
