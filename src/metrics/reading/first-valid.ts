import {passAtK} from "../pass-at-k/pass-at-k.js";
import type {Counts} from "../counts/counts.js";

/**
 * The correct completions of a problem, read in random order up to the first that reasons validly. `at` is its place in that
 * order, from 1; Infinity where none is valid.
 */
export interface FirstValid extends Counts {
  at: number;
}

/**
 * Chance that fewer than each of 0, 1, …, `most` of k completions, drawn without replacement from n with c correct, are correct:
 * `most` + 1 values, the first 0. O(min(k, c) + most). NaN when n < k.
 */
export function fewerCorrect({n, c}: Counts, k: number, most: number): number[] {
  let chance = 1 - passAtK(n, c, k);
  const fewer = [0];
  for (let j = 0; j < most; j++) {
    fewer.push(Math.min(1, fewer[j]! + chance));
    // From j correct ones to j + 1; from none, where k draws cannot all be wrong, by way of the least possible number.
    chance = j + 1 > Math.min(c, k) ? 0 : chanceOf({n, c}, k, j + 1, chance);
  }
  return fewer;
}

/** Chance of `j` correct ones among k, from that of one fewer where this is not too small to tell. */
function chanceOf({n, c}: Counts, k: number, j: number, before: number): number {
  const wrong = n - c - k + j;
  if (wrong < 0) return 0;
  if (before > 1e-12 && wrong > 0) return (before * (c - j + 1) * (k - j + 1)) / (j * wrong);
  return Math.exp(logChoose(c, j) + logChoose(n - c, k - j) - logChoose(n, k));
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n - Math.min(k, n - k) + i) / i);
  return sum;
}

/**
 * What pass@k exceeds CoT-pass@k by, for one problem, from its first valid chain alone: the chance that k draws hold correct
 * completions, but only of those that were read before it. Its mean over the orders of reading is exactly the difference,
 * whatever k: k draws and the order are independent, so that the draws hold the first so many of the order. In [0, pass@k].
 * NaN when n < k.
 */
export function lossFromFirstValid({n, c, at}: FirstValid, k: number): number {
  if (at > Math.min(c, k)) return passAtK(n, c, k);
  const fewer = fewerCorrect({n, c}, k, at);
  return fewer[at]! - fewer[1]!;
}

/**
 * Unbiased estimate of the variance of `lossFromFirstValid` over the orders of reading, never negative:
 * P(H < at)^2 - P(U < at), H the correct ones among k draws and U those among two sets of k draws together. Two sets hold no
 * valid chain exactly where their union holds none, so that the second term estimates the square of 1 - CoT-pass@k. O(k at).
 */
export function firstValidVariance({n, c, at}: FirstValid, k: number): number {
  if (at === 1 || at > c) return 0;
  const one = at > k ? 1 : fewerCorrect({n, c}, k, at)[at]!;
  let both = 0;
  // The size of the union of two sets of k, of n: 2k less what they share.
  const shared = fewerCorrect({n, c: k}, k, k + 1);
  for (let union = k; union <= Math.min(n, 2 * k); union++) {
    const chance = shared[2 * k - union + 1]! - shared[2 * k - union]!;
    if (chance <= 0) continue;
    both += chance * (at > union ? 1 : fewerCorrect({n, c}, union, at)[at]!);
  }
  return Math.max(0, one * one - both);
}
