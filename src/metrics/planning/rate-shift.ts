import {random} from "../../random/random.js";
import {rateOf, type RatePopulation} from "./rate-population.js";

/** Problems that the population's own pass@k is averaged over. */
const DRAWN = 40_000;

/** How a population's RL policy is moved so that it differs by a stated amount at one budget. */
export interface RateShift {
  /** pass@k of the RL policy minus that of its base, as the population has it. */
  own: number;
  /** The difference asked for, towards the side that is ahead: `own` where none was; null where no shift reaches it. */
  difference: number | null;
  /** Added to the logit of each of the RL policy's rates; 0 where nothing is asked for, or it cannot be reached. */
  shift: number;
  /** The largest difference on that side that a shift comes near. */
  most: number;
}

/**
 * The shift of the logits of the RL policy's solve rates after which the pass@k of the two differ by `size` (a share, 0 to 1)
 * on the side that the population has ahead at k, the RL policy's where they are equal; no shift without `size`. By bisection
 * over 40,000 problems of a fixed seed: problems that are never solved stay so.
 */
export function rateShift(population: RatePopulation, k: number, size: number | null): RateShift {
  const [base, rl] = [new Float64Array(DRAWN), new Float64Array(DRAWN)];
  population.draw(random("rate shift"), base, rl);
  const ofBase = meanPassAtK(base, k, 0);
  const differenceAt = (shift: number): number => meanPassAtK(rl, k, shift) - ofBase;
  const own = differenceAt(0);
  const side = own < 0 ? -1 : 1;
  const most = side * differenceAt(side * Infinity);
  if (size === null) return {own, difference: own, shift: 0, most};
  if (size >= most) return {own, difference: null, shift: 0, most};
  let [low, high] = [-60, 60];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (differenceAt(middle) < side * size) low = middle;
    else high = middle;
  }
  return {own, difference: side * size, shift: high, most};
}

function meanPassAtK(logits: Float64Array, k: number, shift: number): number {
  let sum = 0;
  // A problem that is never solved stays unsolved: -Infinity + Infinity would be no number.
  for (const logit of logits) if (logit > -Infinity) sum += -Math.expm1(k * -softplus(logit + shift));
  return sum / logits.length;
}

/** -log(1 - p) of a logit, without loss where p is near 0. */
function softplus(logit: number): number {
  const p = rateOf(logit);
  return p === 1 ? Infinity : -Math.log1p(-p);
}
