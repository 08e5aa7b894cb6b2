import {normalQuantile} from "../statistics/normal-quantile.js";
import {wholeStudentQuantile} from "../statistics/whole-student-quantile.js";
import type {Interval} from "../statistics/interval.js";

/** A problem as the estimate sees it. */
export interface LossUnit {
  /** What the judge foretells of the loss; 0 without one. */
  foretold: number;
  /** Chance of being read. */
  chance: number;
  /** What an error that the judge did not foretell costs, typically. */
  typical: number;
  /** Whether another order of reading could find something else: the problem has several correct texts. */
  isOrdered: boolean;
  /** What reading found; null of a problem that was not read. */
  found: FoundLoss | null;
}

interface FoundLoss {
  loss: number;
  /** Unbiased estimate of the loss's variance over the orders of reading. */
  variance: number;
}

/** The sum of the losses. */
export interface LossEstimate extends Interval {
  estimate: number;
  standardError: number;
  /** How much of the judge's forecast is used: 0 none, 1 all. */
  trust: number;
}

/**
 * The sum of all problems' losses from those that were read with known chances: the judge's sum times `trust`, and, weighted by one
 * over the chance, what reading found beyond it. Unbiased for a fixed trust, whatever the judge says (prediction-powered inference,
 * Angelopoulos et al. 2023; with chances that differ, Zrnic and Candès 2024). `trust` in [0, 1] makes the variance that the sample
 * shows least (PPI++, Angelopoulos, Duchi and Zrnic 2023): 0 where the judge foretells nothing, and then this is the classical
 * estimate of Horvitz and Thompson. `fixedTrust` sets it.
 *
 * The interval at `level` has Student's quantile for one degree less than the problems that the variance rests on, and each error's trust is
 * that which the other problems show. On each side it allows for one kind of
 * error that was not met yet, as the score interval of a Poisson count does: a half and a root of a quarter of the squared quantile, in
 * units of the typical weight of such an error. Infinite below two problems.
 */
export function estimateLoss(units: readonly LossUnit[], level = 0.95, fixedTrust?: number): LossEstimate {
  const read = units.flatMap(({found, ...unit}) => (found === null ? [] : [{...unit, ...found}]));
  const whole = expectedSquares(units);
  const trust = fixedTrust ?? trustOf(trustSums(read), whole);
  const foretold = units.reduce((sum, unit) => sum + unit.foretold, 0);
  const estimate =
    trust * foretold + read.reduce((sum, one) => sum + (one.loss - trust * one.foretold) / one.chance, 0);
  const trusts = fixedTrust === undefined ? trustsOfOthers(read, whole) : read.map(() => fixedTrust);
  const parts = read.map(
    (one, i) => spread(one.chance) * (one.loss - trusts[i]! * one.foretold) ** 2 + one.variance / one.chance
  );
  const variance = parts.reduce((sum, part) => sum + part, 0);
  const z = read.length < 2 ? Infinity : quantileOf(level, effectiveNumber(parts) - 1);
  const side = (weight: number): number =>
    (z * z * weight) / 2 + z * Math.sqrt(variance + (z * weight) ** 2 / 4);
  return {
    ...{estimate, trust},
    standardError: Math.sqrt(variance),
    low: estimate - side(errorWeight(units, (one) => trust * one.foretold)),
    high: estimate + side(errorWeight(units, (one) => one.typical))
  };
}

type ReadLoss = FoundLoss & Omit<LossUnit, "found">;

/** The Poisson variance of a problem's weighted value, over the value's square. */
function spread(chance: number): number {
  return (1 - chance) / (chance * chance);
}

/** For each problem the trust that the others show: with its own, an error looks smaller than it is. */
function trustsOfOthers(read: readonly ReadLoss[], whole: number): number[] {
  const {product, square} = trustSums(read);
  return read.map((one) => {
    const own = trustSums([one]);
    const others = {product: product - own.product, square: square - own.square};
    return trustOf(others, whole - one.chance * own.square);
  });
}

/** Of the problems read: by the first sum the judge's forecasts go along with what was found, by the second with themselves. */
function trustSums(read: readonly ReadLoss[]): {product: number; square: number} {
  let [product, square] = [0, 0];
  for (const {loss, foretold, chance} of read) {
    product += spread(chance) * loss * foretold;
    square += spread(chance) * foretold * foretold;
  }
  return {product, square};
}

/** What the second of these sums is on average over all that could have been read: forecasts are known of every problem. */
function expectedSquares(units: readonly LossUnit[]): number {
  return units.reduce((sum, {foretold, chance}) => sum + chance * spread(chance) * foretold * foretold, 0);
}

/**
 * The quotient of the sums. A sample that has missed the largest forecasts knows nothing of them: then the divisor is that of all
 * problems, so that no forecast is trusted for those beside it.
 */
function trustOf({product, square}: {product: number; square: number}, whole: number): number {
  const divisor = Math.max(square, whole);
  return divisor > 0 ? Math.min(1, Math.max(0, product / divisor)) : 0;
}

/**
 * Problems that the variance rests on, at least 2: a sum of squares of which a few are large is known as badly as one of few (Satterthwaite
 * 1946). The square of a normal error has a mean square of 3, so that equal ones count each for one.
 */
function effectiveNumber(parts: readonly number[]): number {
  let [sum, squares] = [0, 0];
  for (const part of parts) {
    sum += part;
    squares += part * part;
  }
  const number = squares > 0 ? Math.floor((3 * sum * sum) / squares) : parts.length;
  return Math.max(2, Math.min(parts.length, number));
}

/** Root mean square of what an error counts in the estimate when it is met, over the problems that can have it and be read. */
function errorWeight(units: readonly LossUnit[], sizeOf: (one: LossUnit) => number): number {
  let [sum, read] = [0, 0];
  for (const one of units) {
    const size = sizeOf(one);
    if (size === 0) continue;
    read += one.chance;
    sum += size * size * (one.chance * spread(one.chance) + (one.isOrdered ? 1 : 0));
  }
  return read === 0 ? 0 : Math.sqrt(sum / read);
}

function quantileOf(level: number, degrees: number): number {
  return degrees > 200 ? normalQuantile((1 + level) / 2) : wholeStudentQuantile(level, degrees);
}
