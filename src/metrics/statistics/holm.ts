import type {Contrast} from "./interval.js";

/** Chance of one false finding or more that a family of tests allows. */
export const ALPHA = 0.05;

/**
 * Holm's adjusted p-values (Holm 1979) of one family, in the order given: the i-th smallest of m times m - i + 1, never below a
 * smaller one's, at most 1. Rejecting what is below alpha keeps the chance of any false rejection below alpha, however the tests
 * depend on each other. NaN, a test that cannot be made, stays NaN and counts as none of the family.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues
    .map((p, index) => ({p, index}))
    .filter(({p}) => !Number.isNaN(p))
    .sort((a, b) => a.p - b.p || a.index - b.index);
  const adjusted = pValues.map(() => NaN);
  let least = 0;
  order.forEach(({p, index}, rank) => {
    least = Math.min(1, Math.max(least, p * (order.length - rank)));
    adjusted[index] = least;
  });
  return adjusted;
}

/** Which tests of a family hold after Holm. */
export function holds(pValues: readonly number[]): boolean[] {
  return holm(pValues).map((p) => p < ALPHA);
}

/**
 * On which side of 0 each contrast of a family lies beyond chance: 1 or -1 where its interval excludes 0 and its p-value holds after
 * Holm, else 0.
 */
export function clearSigns(family: readonly Pick<Contrast, "low" | "high" | "p">[]): (-1 | 0 | 1)[] {
  const held = holds(family.map(({p}) => p));
  return family.map(({low, high}, i) => {
    if (!held[i]) return 0;
    return low > 0 ? 1 : high < 0 ? -1 : 0;
  });
}
