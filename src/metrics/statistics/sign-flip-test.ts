import {binomialTail} from "./binomial-tail.js";
import type {Numbers} from "./numbers.js";

/** Largest sum, in units, that the distribution is made for: twenty policies at every k of 500 problems take a tenth of a second. */
const MOST = 1 << 12;

/** Differences below this are rounding. */
const TIE = 1e-12;

/**
 * Exact two-sided p-value that paired differences are as often positive as negative: if two policies do not differ, their names
 * can be swapped within every problem, so that each difference has either sign with chance 1/2 (Fisher 1935, ch. 21). The share
 * of all sign patterns whose sum is at least as far from 0 as the one observed, counted by their distribution, not by drawing.
 * Sizes are first rounded to units of which at most 4,096 make up their sum; this moves the statistic a little, and never the
 * level. With differences of one size this is McNemar's exact test. 1 where nothing differs; NaN without differences or with a
 * NaN among them. `clusters`, an index from 0 for each difference, swaps the names of a whole cluster at once.
 */
export function signFlipTest(differences: Numbers, clusters?: Numbers): number {
  const totals = clusters ? clusterSums(differences, clusters) : Array.from(differences);
  if (totals.length === 0 || totals.some(Number.isNaN)) return NaN;
  const contested = totals.filter((value) => Math.abs(value) > TIE);
  if (contested.length === 0) return 1;
  const sizes = contested.map(Math.abs);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (most - least <= TIE) {
    const up = contested.filter((value) => value > 0).length;
    return Math.min(1, 2 * binomialTail(contested.length, 0.5, Math.max(up, contested.length - up)));
  }
  const unit = unitOf(sizes);
  const steps = contested.map((value) => Math.sign(value) * Math.round(Math.abs(value) / unit));
  return tail(steps.map(Math.abs), Math.abs(steps.reduce((sum, step) => sum + step, 0)));
}

/** 1/2,048 where that keeps the sum within bounds, which is exact for shares of up to 2,048 completions that are powers of two. */
function unitOf(sizes: readonly number[]): number {
  const sum = sizes.reduce((total, size) => total + size, 0);
  let unit = 1 / 2048;
  while (sum / unit > MOST - sizes.length) unit *= 2;
  return unit;
}

/** Chance that the sum of `steps`, each with a random sign, is at least `observed` from 0. */
function tail(steps: readonly number[], observed: number): number {
  if (observed === 0) return 1;
  const most = steps.reduce((sum, step) => sum + step, 0);
  // The signed sum is `most` less twice the steps with a minus, so that theirs may be this much.
  const limit = Math.floor((most - observed) / 2);
  // Chance that the steps with a minus add up to each number. Small steps first: the sums reached stay few.
  const chances = new Float64Array(limit + 1);
  chances[0] = 1;
  let reach = 0;
  for (const step of [...steps].sort((a, b) => a - b)) {
    reach = Math.min(limit, reach + step);
    for (let sum = reach; sum >= step; sum--) chances[sum] = (chances[sum]! + chances[sum - step]!) / 2;
    for (let sum = Math.min(reach, step - 1); sum >= 0; sum--) chances[sum]! /= 2;
  }
  return Math.min(1, 2 * chances.reduce((sum, chance) => sum + chance, 0));
}

function clusterSums(differences: Numbers, clusters: Numbers): number[] {
  const sums: number[] = [];
  for (let i = 0; i < differences.length; i++)
    sums[clusters[i]!] = (sums[clusters[i]!] ?? 0) + differences[i]!;
  return sums;
}
