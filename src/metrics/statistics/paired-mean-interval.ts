import type {Interval} from "./interval.js";
import {meanInterval, shareInterval, trust} from "./mean-interval.js";
import type {Numbers} from "./numbers.js";
import {criticalValue} from "./score-interval.js";

/**
 * Confidence interval for the mean of `a` minus the mean of `b`, numbers in [0, 1] of the same problems in the same order.
 * The distances of the two means from the ends of their own intervals (`meanInterval`) are added as squares, less what the
 * correlation of the pairs takes off (Newcombe 1998, method 10; Zou and Donner 2008); where values are 0 or 1 this is the
 * interval of a difference of paired shares. Where hardly a problem differs the correlation is lowered by half a problem
 * (Newcombe's continuity correction), and for few problems the whole is widened as Student's t is. Each end lies at least as
 * far off as the exact interval of what is won alone, or of what is lost alone, would put it (`Side`): of 60 problems that
 * do not differ, one in 17 may be lost. Inside [-1, 1]; NaN without values or with a NaN among them. Throws when the lists
 * differ in length.
 */
export function pairedMeanInterval(a: Numbers, b: Numbers, level = 0.95): Interval {
  if (a.length !== b.length) throw new RangeError(`${a.length} values beside ${b.length}`);
  const count = a.length;
  const [one, other] = [meanInterval(a, level), meanInterval(b, level)];
  const {means, correlation, won, lost} = moments(a, b);
  const difference = means[0] - means[1];
  const distance = (first: number, second: number): number => {
    const square = first * first + second * second - 2 * correlation * first * second;
    return smallSample(count, level) * Math.sqrt(Math.max(0, square));
  };
  const [wins, losses] = [won, lost].map((side) => sideDistances(side, count, level)) as [
    Distances,
    Distances
  ];
  const below = distance(means[0] - one.low, other.high - means[1]);
  const above = distance(one.high - means[0], means[1] - other.low);
  return {
    low: Math.max(-1, difference - Math.max(below, losses.more, wins.less)),
    high: Math.min(1, difference + Math.max(above, wins.more, losses.less))
  };
}

/** What one of two policies has more than the other, over the problems on which it has more. */
interface Side {
  sum: number;
  squares: number;
  /** How much of a problem it would have of one like those it solves: the mean of its values, weighted by themselves. */
  whole: number;
}

interface Moments {
  means: [number, number];
  correlation: number;
  won: Side;
  lost: Side;
}

function moments(a: Numbers, b: Numbers): Moments {
  const count = a.length;
  let [sumA, sumB, ownA, ownB] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    sumA += a[i]!;
    sumB += b[i]!;
    ownA += a[i]! * a[i]!;
    ownB += b[i]! * b[i]!;
  }
  const means: [number, number] = [sumA / count, sumB / count];
  const won: Side = {sum: 0, squares: 0, whole: sumA === 0 ? 0 : ownA / sumA};
  const lost: Side = {sum: 0, squares: 0, whole: sumB === 0 ? 0 : ownB / sumB};
  let [squaresA, squaresB, products] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [left, right] = [a[i]! - means[0], b[i]! - means[1]];
    squaresA += left * left;
    squaresB += right * right;
    products += left * right;
    const gap = Math.abs(a[i]! - b[i]!);
    const side = a[i]! > b[i]! ? won : lost;
    side.sum += gap;
    side.squares += gap * gap;
  }
  const scale = Math.sqrt(squaresA * squaresB);
  if (scale < 1e-15 * count) return {means, correlation: 0, won, lost};
  const correction = products > 0 ? (1 - trust(Math.min(problemsOf(won), problemsOf(lost)))) / 2 : 0;
  return {
    means,
    correlation: Math.max(Math.min(0, products), products - correction) / scale,
    won,
    lost
  };
}

/** As many problems that differ alike would differ as much. */
function problemsOf({sum, squares}: Side): number {
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** How far the mean of one side may lie above and below what was seen. */
interface Distances {
  more: number;
  less: number;
}

/**
 * By the exact interval (Clopper and Pearson) of as many problems of `count` as one side's sum makes. What a problem counts
 * is what those seen differ by or, where these are few, what one may differ by that was not seen: all that the policy
 * has. Between whole numbers of problems the distances are interpolated.
 */
function sideDistances(side: Side, count: number, level: number): Distances {
  const problems = problemsOf(side);
  const seen = problems === 0 ? 0 : side.sum / problems;
  const size = seen + Math.max(0, side.whole - seen) * (1 - trust(problems));
  if (!(size > 0)) return {more: 0, less: 0};
  const differ = Math.min(count, side.sum / size);
  const at = Math.floor(differ);
  const [from, to] = [at, Math.min(count, at + 1)].map((whole) => {
    const {low, high} = shareInterval(count, whole, level);
    return {more: high - whole / count, less: whole / count - low};
  }) as [Distances, Distances];
  const between = (one: number, other: number): number => size * (one + (differ - at) * (other - one));
  return {more: between(from.more, to.more), less: between(from.less, to.less)};
}

/** The quantile of Student's t over the normal one, to first order in 1 / degrees of freedom. */
function smallSample(count: number, level: number): number {
  const z = criticalValue(level);
  return count < 2 ? 1 : 1 + (z * z + 1) / (4 * (count - 1));
}
