import type {Estimate, Interval} from "../statistics/interval.js";
import {normalQuantile} from "../statistics/normal-quantile.js";
import {wholeStudentQuantile} from "../statistics/whole-student-quantile.js";

/** An effect with its standard error, which is above 0. */
export interface Effect {
  estimate: number;
  standardError: number;
}

/** What independent effects have in common, and how far they differ beyond chance. */
export interface PooledEffect extends Estimate {
  /** How many effects it rests on. */
  effects: number;
  /** Variance of the true effects (Paule and Mandel 1982). */
  tauSquared: number;
  /** Cochran's statistic: how far the effects lie apart for their standard errors. */
  q: number;
  /** Share of that which is not chance (Higgins and Thompson 2002), 0 to 1. */
  iSquared: number;
  /** Where the true effect of another one like these lies; null for fewer than three. */
  prediction: Interval | null;
}

/**
 * Random-effects summary of independent effects. The variance between them is that of Paule and Mandel; the interval is the one of
 * Hartung and Knapp, whose factor is at least 1 (Röver, Knapp and Friede 2015), with Student's t of one degree less than there are
 * effects. The prediction interval is that of Higgins, Thompson and Spiegelhalter 2009 with two degrees less, with a larger variance
 * between effects: the one of which chance leaves so small a distance, or a smaller one, in a quarter of all cases. With the estimate in
 * its place it held 85 to 90% where effects differ by about as much as their errors. Null for fewer than two
 * effects. Throws for a standard error that is not above 0.
 */
export function randomEffects(effects: readonly Effect[], level = 0.95): PooledEffect | null {
  const wrong = effects.find(({standardError}) => !(standardError > 0 && standardError < Infinity));
  if (wrong) throw new RangeError(`no standard error above 0: ${wrong.standardError}`);
  const degrees = effects.length - 1;
  if (degrees < 1) return null;
  const q = weighted(effects, 0).distance;
  const tauSquared = betweenVariance(effects, degrees);
  const {mean, weight, distance} = weighted(effects, tauSquared);
  const variance = Math.max(1, distance / degrees) / weight;
  const around = (share: number, width: number): Interval => ({low: share - width, high: share + width});
  return {
    estimate: mean,
    ...around(mean, wholeStudentQuantile(level, degrees) * Math.sqrt(variance)),
    effects: effects.length,
    tauSquared,
    q,
    iSquared: q > degrees ? 1 - degrees / q : 0,
    prediction:
      degrees < 2
        ? null
        : around(
            mean,
            wholeStudentQuantile(level, degrees - 1) * Math.sqrt(largerVariance(effects) + variance)
          )
  };
}

/** The variance between effects of which a distance as small as theirs is a matter of chance in a quarter of all cases. */
function largerVariance(effects: readonly Effect[]): number {
  const degrees = effects.length - 1;
  // The lower quartile of chi squared, by Wilson and Hilferty.
  const spread = 2 / (9 * degrees);
  const quartile = degrees * (1 - spread + normalQuantile(0.25) * Math.sqrt(spread)) ** 3;
  return betweenVariance(effects, quartile);
}

/** The variance between effects at which their weighted distance from their mean is a given one; 0 where it is less without any. */
function betweenVariance(effects: readonly Effect[], distance: number): number {
  const isFar = (variance: number): boolean => weighted(effects, variance).distance > distance;
  if (!isFar(0)) return 0;
  let [low, high] = [0, Math.max(...effects.map(({standardError}) => standardError ** 2))];
  while (isFar(high)) high *= 2;
  for (let middle = (low + high) / 2; middle !== low && middle !== high; middle = (low + high) / 2) {
    if (isFar(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function weighted(
  effects: readonly Effect[],
  between: number
): {mean: number; weight: number; distance: number} {
  let [weight, sum, distance] = [0, 0, 0];
  const weights = effects.map(({standardError}) => 1 / (standardError ** 2 + between));
  effects.forEach(({estimate}, i) => {
    weight += weights[i]!;
    sum += weights[i]! * estimate;
  });
  const mean = sum / weight;
  effects.forEach(({estimate}, i) => {
    distance += weights[i]! * (estimate - mean) ** 2;
  });
  return {mean, weight, distance};
}
