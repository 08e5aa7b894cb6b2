import type {Interval} from "./interval.js";
import {normalQuantile} from "./normal-quantile.js";

/**
 * Score interval of a share with continuity correction (Wilson 1927; Newcombe 1998, method 4): `share` of `size` draws, which
 * need not be whole numbers. Its coverage hardly falls below the level. low = 0 where less than half a draw has the property,
 * high = 1 where less than half a draw lacks it. Products and square roots alone, so that every engine gives the same bits.
 */
export function scoreInterval(share: number, size: number, level = 0.95): Interval {
  const z = criticalValue(level);
  const [rest, square] = [1 - share, z * z];
  const end = (sign: -1 | 1): number => {
    const root = square + sign * 2 - 1 / size + 4 * share * (size * rest - sign);
    return (
      (2 * size * share + square + sign * (1 + z * Math.sqrt(Math.max(0, root)))) / (2 * (size + square))
    );
  };
  return {
    low: size * share <= 0.5 ? 0 : Math.max(0, end(-1)),
    high: size * rest <= 0.5 ? 1 : Math.min(1, end(1))
  };
}

// Thousands of intervals of one level follow each other, and the quantile takes longer than an interval.
let known = {level: NaN, value: NaN};

/** The two-sided normal quantile of a level, to 12 digits: engines differ beyond. */
export function criticalValue(level: number): number {
  if (known.level !== level)
    known = {level, value: Math.round(normalQuantile((1 + level) / 2) * 1e12) / 1e12};
  return known.value;
}
