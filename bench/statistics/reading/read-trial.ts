import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {readingSample, type ReadingSample} from "../../../src/metrics/reading/reading-sample.js";
import {readingOrder, type ReadingUnit} from "../../../src/metrics/reading/reading-unit.js";
import {readCotPassAtK, readValidShare} from "../../../src/metrics/reading/valid-reasoning.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import type {Mark} from "../../../src/metrics/study/annotation.js";
import type {Random} from "../../../src/random/random.js";
import type {DrawnRead} from "./read-population.js";

export const ks = [1, 8, 64];

/** What reading everything would find: the share of right reasoning, then CoT-pass@k. */
export function truths({problems, units, valid}: DrawnRead, at: readonly number[] = ks): number[] {
  const correct = units.reduce((sum, {c}) => sum + c, 0);
  const share = valid.reduce((sum, v) => sum + v, 0) / correct;
  const cot = at.map(
    (k) => units.reduce((sum, {n}, i) => sum + passAtK(n, valid[i]!, k), 0) / problems.length
  );
  return [share, ...cot];
}

/**
 * The intervals after so many readings, in the order of `truths`; null before they are given. `chooser`: the reader has also read a
 * third of the problems out of turn, those with a valid chain first among them.
 */
export function intervalsAfter(
  read: DrawnRead,
  readings: number,
  chooser: Random | null,
  at: readonly number[] = ks
): Interval[] | null {
  const sample = sampleAfter(read, readings, chooser);
  const given = {problems: read.problems, units: read.units, sample};
  const share = readValidShare(given);
  return share && [share, ...readCotPassAtK(given, at).map((one) => one!)];
}

/** The sample after so many readings in order: the last problem is read to its end. */
export function sampleAfter(read: DrawnRead, readings: number, chooser: Random | null): ReadingSample {
  const done = new Set<string>();
  if (chooser !== null)
    for (const {problem_id} of read.units) {
      const isValid = read.truth.get(problem_id)![0] === "valid";
      if (chooser.uniform() < (isValid ? 0.4 : 0.1)) done.add(problem_id);
    }
  let left = readings;
  for (const unit of readingOrder(read.units)) {
    if (left <= 0) break;
    left -= cost(read, unit);
    done.add(unit.problem_id);
  }
  return readingSample(read.units, (unit, {sample_index}): Mark | null =>
    done.has(unit.problem_id) ? read.truth.get(unit.problem_id)![sample_index]! : null
  );
}

/** Texts that are read of a problem. */
export function cost({truth}: DrawnRead, {problem_id}: ReadingUnit): number {
  const marks = truth.get(problem_id)!;
  const first = marks.indexOf("valid");
  return first < 0 ? marks.length : first + 1;
}
