import type {ReadProblem} from "./case-validity.js";
import type {CotPoint} from "./cot-points.js";
import type {ReadingSample} from "../../metrics/reading/reading-sample.js";
import type {ReadingUnit} from "../../metrics/reading/reading-unit.js";
import {readCotPassAtK, readValidShare, type ReadEstimate} from "../../metrics/reading/valid-reasoning.js";

/** What a policy's readings are estimated from. */
export interface Readings {
  units: readonly ReadingUnit[];
  sample: ReadingSample;
}

/** What the marks in the order of reading show of a policy; null before enough is read. */
export interface ReadingEstimates {
  /** Completions that were read in order. */
  readings: number;
  /** Share of the correct completions whose reasoning is right. */
  share: ReadEstimate;
  /** CoT-pass@k at the budgets of the points. */
  curve: ReadEstimate[];
}

/** Estimates within the bounds of the points, which hold whatever was not read. */
export function readingEstimates(
  problems: readonly ReadProblem[],
  points: readonly CotPoint[],
  {units, sample}: Readings
): ReadingEstimates | null {
  const read = {problems, units, sample};
  const share = readValidShare(read);
  if (share === null) return null;
  const correct = problems.reduce((sum, {c}) => sum + c, 0);
  const known = (kind: "valid" | "invalid"): number =>
    problems.reduce((sum, problem) => sum + problem[kind], 0) / correct;
  const curve = readCotPassAtK(
    read,
    points.map(({k}) => k)
  );
  return {
    readings: sample.readings,
    share: clipped(share, {low: known("valid"), high: 1 - known("invalid")}),
    curve: curve.map((one, i) => clipped(one!, points[i]!))
  };
}

function clipped(one: ReadEstimate, {low, high}: {low: number; high: number}): ReadEstimate {
  const within = (value: number): number => Math.min(high, Math.max(low, value));
  return {...one, estimate: within(one.estimate), low: within(one.low), high: within(one.high)};
}
