import {fractionalPower} from "../statistics/fractional-power.js";
import type {Numbers} from "../statistics/numbers.js";

/** Differences of coverage below this are ties: equal means reached through different sums differ by rounding. */
export const TIE = 1e-12;

/**
 * The crossing point k* of one curve of differences RL - base over ascending `ks`: where the sign changes from + to - for
 * the last time, so that beyond it the RL policy is never ahead again up to k_max. Linear in log k between grid points.
 *
 * - Several crossings: the last one from + to -. If RL is ahead again after it, that crossing does not count.
 * - Ties after the base has overtaken (both saturated) do not undo the crossing; ties just before it end at its left grid
 *   point: a tie is not "base ahead".
 * - The base is never ahead after RL last was, RL is ahead everywhere, or all is tied: Infinity, "beyond k_max".
 * - The base is ahead from the first k on: ks[0], to be read as "at or below ks[0]".
 * - NaN differences (k > n) are ignored: k_max is the last k with a difference. NaN when there is none.
 */
export function crossingPoint(ks: readonly number[], difference: Numbers): number {
  return budgetAt(ks, crossingPosition(difference));
}

/** `crossingPoint` as a position on the grid of budgets: 0 is its first budget, 1.5 lies between the second and the third. */
export function crossingPosition(difference: Numbers): number {
  let measured = false;
  let overtaken = -1;
  for (let j = difference.length - 1; j >= 0; j--) {
    const d = difference[j]!;
    if (Number.isNaN(d)) continue;
    measured = true;
    if (d > TIE) break;
    if (d < -TIE) overtaken = j;
  }
  if (!measured) return NaN;
  if (overtaken < 0) return Infinity;
  if (overtaken === 0) return 0;
  const before = Math.max(0, difference[overtaken - 1]!);
  return overtaken - 1 + before / (before - difference[overtaken]!);
}

/** The budget at a position on the grid, linear in log k between grid points; NaN and Infinity stay what they are. */
export function budgetAt(ks: readonly number[], position: number): number {
  if (!Number.isFinite(position)) return position;
  const left = Math.floor(position);
  if (left === position) return ks[left]!;
  return ks[left]! * fractionalPower(ks[left + 1]! / ks[left]!, position - left);
}
