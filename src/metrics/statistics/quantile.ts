import type {Numbers} from "./numbers.js";

/**
 * Quantile `p` in [0, 1] of values sorted ascending, linear between order statistics (type 7 of Hyndman and Fan 1996).
 * Infinite values are allowed: between a finite and an infinite one the answer is the infinite one. NaN when empty. The values
 * are those that `valueOf`, which must not fall, makes of the sorted ones; it is called for two of them at most.
 */
export function quantile(sorted: Numbers, p: number, valueOf = (value: number) => value): number {
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = valueOf(sorted[below] ?? NaN);
  const share = position - below;
  if (share === 0) return low;
  const high = valueOf(sorted[below + 1] ?? NaN);
  if (low === high || !Number.isFinite(low)) return low;
  return low + share * (high - low);
}
