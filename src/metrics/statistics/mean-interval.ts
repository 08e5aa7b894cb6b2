import {clopperPearson} from "./clopper-pearson.js";
import {fractionalPower} from "./fractional-power.js";
import type {Interval} from "./interval.js";
import type {Numbers} from "./numbers.js";
import {criticalValue, scoreInterval} from "./score-interval.js";
import {studentQuantile} from "./student-quantile.js";

/** Below this many problems' worth of distance from 0 or 1 the values seen say too little of those not seen. */
const FEW = 5;
/** From this many on, the spread of the values is trusted. */
const ENOUGH = 10;

/**
 * Confidence interval for the expected value of numbers in [0, 1], such as pass@k over problems, from independent draws.
 * Where all are 0 or 1 it is that of Clopper and Pearson for a share. Otherwise the values weigh as much as `size` draws of
 * a share with the same mean and standard error (Korn and Graubard 1998), and the interval is the score interval of that
 * share with continuity correction. `size` is smaller by the square of how much longer the tails of Student's t are. Near 0
 * and near 1 it is at most the number of values: a sample without the rare values shows too small a spread. For the same reason
 * each end lies at least as far off as it would if the largest share of draws that a sample may miss altogether were 0, or were
 * 1. Inside [0, 1]; NaN without values or with a NaN among them.
 */
export function meanInterval(values: Numbers, level = 0.95): Interval {
  const count = values.length;
  let sum = 0;
  let squares = 0;
  let isShare = true;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    sum += value;
    squares += value * value;
    isShare &&= value === 0 || value === 1;
  }
  if (count === 0 || Number.isNaN(sum)) return {low: NaN, high: NaN};
  if (isShare) return shareInterval(count, sum, level);
  const mean = sum / count;
  const {low, high} = scoreInterval(
    mean,
    effectiveSize(mean, squares / count - mean * mean, count, level),
    level
  );
  const unseen = unseenShare(count, level);
  return {low: Math.min(low, mean * (1 - unseen)), high: Math.max(high, mean + (1 - mean) * unseen)};
}

/** Numbers of values whose intervals of shares are kept. */
const KEPT = 64;

let kept = {level: NaN, byCount: new Map<number, (Interval | undefined)[]>()};

/** `clopperPearson`, which bisects: simulations and resamples ask for the same few shares again and again. */
export function shareInterval(count: number, sum: number, level: number): Interval {
  if (kept.level !== level || kept.byCount.size > KEPT) kept = {level, byCount: new Map()};
  let intervals = kept.byCount.get(count);
  if (intervals === undefined) kept.byCount.set(count, (intervals = []));
  return (intervals[sum] ??= clopperPearson(count, sum, level));
}

/** The largest share of which `count` draws hold none with a chance of half of what the level leaves: Clopper and Pearson at 0. */
function unseenShare(count: number, level: number): number {
  return 1 - fractionalPower((1 - level) / 2, 1 / count);
}

/** How many draws of a share `mean` have the standard error of `count` values with this variance. */
function effectiveSize(mean: number, variance: number, count: number, level: number): number {
  const tails = (criticalValue(level) / studentQuantile(level, count - 1)) ** 2;
  const natural = variance <= 1e-15 ? Infinity : ((count - 1) * mean * (1 - mean) * tails) / variance;
  const distance = count * Math.min(mean, 1 - mean);
  // A finite stand-in: values that are all alike and far from 0 and 1.
  return count + (Math.min(natural, 1e9) - count) * trust(distance);
}

/** How far a spread that rests on so many problems is trusted: 0 up to `FEW`, 1 from `ENOUGH` on. */
export function trust(problems: number): number {
  return Math.min(1, Math.max(0, (problems - FEW) / (ENOUGH - FEW)));
}
