import type {Interval} from "./interval.js";
import {meanInterval, trust} from "./mean-interval.js";
import type {Numbers} from "./numbers.js";
import {criticalValue} from "./score-interval.js";

/**
 * Confidence interval for the mean of `a` minus the mean of `b`, numbers in [0, 1] of the same problems in the same order.
 * The distances of the two means from the ends of their own intervals (`meanInterval`) are added as squares, less what the
 * correlation of the pairs takes off (Newcombe 1998, method 10; Zou and Donner 2008); where values are 0 or 1 this is the
 * interval of a difference of paired shares. Where hardly a problem differs the correlation is lowered by half a problem
 * (Newcombe's continuity correction), and for few problems the whole is widened as Student's t is. Inside [-1, 1]; NaN without values
 * or with a NaN among them. Throws when the lists differ in length.
 */
export function pairedMeanInterval(a: Numbers, b: Numbers, level = 0.95): Interval {
  if (a.length !== b.length) throw new RangeError(`${a.length} values beside ${b.length}`);
  const count = a.length;
  const [one, other] = [meanInterval(a, level), meanInterval(b, level)];
  const {means, correlation} = moments(a, b);
  const difference = means[0] - means[1];
  const distance = (first: number, second: number): number => {
    const square = first * first + second * second - 2 * correlation * first * second;
    return smallSample(count, level) * Math.sqrt(Math.max(0, square));
  };
  return {
    low: Math.max(-1, difference - distance(means[0] - one.low, other.high - means[1])),
    high: Math.min(1, difference + distance(one.high - means[0], means[1] - other.low))
  };
}

function moments(a: Numbers, b: Numbers): {means: [number, number]; correlation: number} {
  const count = a.length;
  let [sumA, sumB] = [0, 0];
  for (let i = 0; i < count; i++) {
    sumA += a[i]!;
    sumB += b[i]!;
  }
  const means: [number, number] = [sumA / count, sumB / count];
  let [squaresA, squaresB, products] = [0, 0, 0];
  const [ahead, behind] = [
    {sum: 0, squares: 0},
    {sum: 0, squares: 0}
  ];
  for (let i = 0; i < count; i++) {
    const [left, right] = [a[i]! - means[0], b[i]! - means[1]];
    squaresA += left * left;
    squaresB += right * right;
    products += left * right;
    const gap = a[i]! - b[i]!;
    const side = gap > 0 ? ahead : behind;
    side.sum += gap;
    side.squares += gap * gap;
  }
  const scale = Math.sqrt(squaresA * squaresB);
  if (scale < 1e-15 * count) return {means, correlation: 0};
  // As many problems that differ alike would differ as much.
  const [more, less] = [ahead, behind].map(({sum, squares}) => (squares === 0 ? 0 : (sum * sum) / squares));
  const correction = products > 0 ? (1 - trust(Math.min(more!, less!))) / 2 : 0;
  return {means, correlation: Math.max(Math.min(0, products), products - correction) / scale};
}

/** The quantile of Student's t over the normal one, to first order in 1 / degrees of freedom. */
function smallSample(count: number, level: number): number {
  const z = criticalValue(level);
  return count < 2 ? 1 : 1 + (z * z + 1) / (4 * (count - 1));
}
