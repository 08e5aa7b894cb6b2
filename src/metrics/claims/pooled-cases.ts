import {randomEffects, type Effect} from "../pooling/random-effects.js";
import {ALPHA} from "../statistics/holm.js";
import {criticalValue} from "../statistics/score-interval.js";
import type {ClaimSummary} from "./claim.js";
import {above, below, type TestedCase, type TestedEffect} from "./verdict.js";

/** Sets of problems from which on a claim is about more than its cases: with fewer, how far sets differ cannot be estimated. */
const LEAST_SETS = 3;

const LEVEL = 0.95;

/**
 * The random-effects summary (`randomEffects`) of each quantity that a claim needs, over sets of problems. Cases on one set share
 * its problems, and often a base, so that they count as one effect: the mean of theirs, with the mean of their standard errors, which no
 * dependence can exceed. A standard error is the length of an interval over twice the normal quantile. Cases without an
 * interval of some length do not count, nor does one of which a test without an effect is open, for what it measured may be something else, such as
 * luck. A mean that contradicts does so after Bonferroni over the quantities; all have to confirm, which needs no correction. Empty where a quantity
 * has fewer than `LEAST_SETS` sets, or a needed test has no effect in any case.
 */
export function pooledCases(cases: readonly TestedCase[]): ClaimSummary[] {
  const counted = cases.filter(({tests}) =>
    tests.every(({effect, evidence}) => effect !== undefined || evidence === "for")
  );
  const effects = counted.flatMap(({benchmark, tests}) =>
    tests.flatMap(({effect, isNeeded = true}) => (effect && isNeeded ? [{benchmark, effect}] : []))
  );
  const quantities = [...new Set(effects.map(({effect}) => effect.quantity))];
  const summaries = quantities.map((quantity) =>
    summary(
      effects.filter(({effect}) => effect.quantity === quantity && effect.high > effect.low),
      quantities.length
    )
  );
  return summaries.every((one) => one !== null) ? summaries : [];
}

function summary(
  cases: readonly {benchmark: string; effect: TestedEffect}[],
  quantities: number
): ClaimSummary | null {
  const sets = [...new Set(cases.map(({benchmark}) => benchmark))].map((id): Effect => {
    const own = cases.filter(({benchmark}) => benchmark === id).map(({effect}) => effect);
    return {
      estimate: mean(own.map(({estimate}) => estimate)),
      standardError: mean(own.map(({low, high}) => (high - low) / (2 * criticalValue(LEVEL))))
    };
  });
  if (sets.length < LEAST_SETS) return null;
  const [first] = cases;
  const {quantity, unit, expected, value} = first!.effect;
  const pooled = randomEffects(sets, LEVEL)!;
  const strict = randomEffects(sets, 1 - ALPHA / quantities)!;
  const side = expected === "above" ? above : below;
  const evidence =
    side(pooled, value) === "for" ? "for" : side(strict, value) === "against" ? "against" : "open";
  const least = unit === "share" ? 0 : -1;
  const [low, high] = [Math.max(least, pooled.low), Math.min(1, pooled.high)];
  return {...pooled, low, high, quantity, unit, evidence, cases: cases.length};
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
