import {passAtK} from "../pass-at-k/pass-at-k.js";
import type {Counts} from "../counts/counts.js";
import type {Interval} from "../statistics/interval.js";
import {firstValidVariance, lossFromFirstValid} from "./first-valid.js";
import {estimateLoss, type LossUnit} from "./reading-estimate.js";
import type {ReadingSample} from "./reading-sample.js";
import {expectedSquare, judgedLoss, type Unread} from "./reading-size.js";
import type {ReadingUnit} from "./reading-unit.js";

/** Texts read in order from which an interval is given: below, simulated intervals hold less often than they say. */
export const LEAST_READ = 40;

/** CoT-pass@k, or the share of right reasoning, as marks in the order of reading show it. */
export interface ReadEstimate extends Interval {
  estimate: number;
  /** How much of the judge's forecast is used, 0 to 1. */
  trust: number;
}

export interface ReadProblems {
  /** Problems with judged completions, solved or not. */
  problems: readonly Counts[];
  /** Those of them that are solved, as things to read. */
  units: readonly ReadingUnit[];
  sample: ReadingSample;
  level?: number;
}

/**
 * Mean CoT-pass@k over the problems, at each k, that reading every correct completion would find, from those that were read in order;
 * see `estimateLoss`. Unsure marks and lists that end without a valid chain count as valid at one end of the interval and as
 * invalid at the other. Null before `LEAST_READ` texts are read, fewer where that is all.
 */
export function readCotPassAtK(read: ReadProblems, ks: readonly number[]): (ReadEstimate | null)[] {
  const count = read.problems.length;
  return ks.map((k) => {
    const pass = read.problems.reduce((sum, {n, c}) => sum + passAtK(n, c, k), 0);
    return estimateOf(read, (unit) => ({counts: unit, k, weight: 1 / count}), pass / count);
  });
}

/** Share of the correct completions whose chain of thought is valid, in the same way; null also where none is correct. */
export function readValidShare(read: ReadProblems): ReadEstimate | null {
  const correct = read.units.reduce((sum, {c}) => sum + c, 0);
  if (correct === 0) return null;
  return estimateOf(read, ({c}) => ({counts: {n: c, c}, k: 1, weight: c / correct}), 1);
}

/** The loss of a problem: at which counts, of how many draws, and how much it counts. */
interface LossRule {
  counts: Counts;
  k: number;
  weight: number;
}

function estimateOf(
  {units, sample, level}: ReadProblems,
  ruleOf: (unit: ReadingUnit) => LossRule,
  whole: number
): ReadEstimate | null {
  const {sampled} = sample;
  if (sample.readings < LEAST_READ && sampled.length < units.length) return null;
  const byUnit = new Map(sampled.map((one) => [one.unit, one]));
  const ends = (["best", "worst"] as const).map((end) =>
    estimateLoss(
      units.map((unit) => lossUnit(unit, ruleOf(unit), sample.chanceOf(unit), byUnit.get(unit)?.state[end])),
      level
    )
  );
  const [best, worst] = ends as [(typeof ends)[0], (typeof ends)[0]];
  const within = (value: number): number => Math.min(whole, Math.max(0, value));
  return {
    estimate: within(whole - (best.estimate + worst.estimate) / 2),
    low: within(whole - worst.high),
    high: within(whole - best.low),
    trust: worst.trust
  };
}

function lossUnit(
  unit: ReadingUnit,
  {counts, k, weight}: LossRule,
  chance: number,
  at: number | undefined
): LossUnit {
  const seen = {...unit, n: counts.n, c: counts.c};
  const first = at === undefined ? null : {...counts, at};
  return {
    foretold: weight * judgedLoss(seen, k),
    chance,
    typical: weight * Math.sqrt(2 * expectedSquare(unjudged(seen), k)),
    isOrdered: unit.distinct > 1,
    found: first && {
      loss: weight * lossFromFirstValid(first, k),
      variance: weight * weight * firstValidVariance(first, k)
    }
  };
}

/** A problem without the judge's marks: an error that a judge does not foretell is as large as one without a judge. */
function unjudged(unit: Unread): Unread {
  return {...unit, texts: unit.texts.map((text) => ({...text, judge: null}))};
}
