import {meanInterval} from "../statistics/mean-interval.js";
import type {Estimate, Interval} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import type {Numbers} from "../statistics/numbers.js";
import {pairedMeanInterval} from "../statistics/paired-mean-interval.js";
import {wholeStudentQuantile} from "../statistics/whole-student-quantile.js";

/** A mean over problems and training runs. Shares, 0 to 1. */
export interface TwoSourceEstimate extends Estimate {
  /** Its interval if other problems were drawn, and the runs were these. */
  problems: Interval;
  /** Standard deviation (divisor: runs - 1) of the runs' own means. */
  deviation: number;
}

/**
 * Mean pass@k of a recipe, of which problems and training runs are samples: `runs[run][problem]`, two runs or more on the same
 * problems in the same order. The distances of the mean from the ends of its interval over problems (`meanInterval` of the problems'
 * means over runs) and that of Student's interval over the runs' means are added as squares. What a problem and a run do together is in
 * both parts, so that the interval is wide rather than narrow. Inside [0, 1].
 */
export function runsMean(runs: readonly Numbers[], level = 0.95): TwoSourceEstimate {
  const values = problemMeans(runs);
  return widened(mean(values), meanInterval(values, level), {runs, level, least: 0});
}

/** The same for the mean of the runs minus the mean of `base` on the same problems (`pairedMeanInterval`). Inside [-1, 1]. */
export function runsDifference(runs: readonly Numbers[], base: Numbers, level = 0.95): TwoSourceEstimate {
  const values = problemMeans(runs);
  const interval = pairedMeanInterval(values, base, level);
  return widened(mean(values) - mean(base), interval, {runs, level, least: -1});
}

/** Each problem's mean over runs. */
export function problemMeans(runs: readonly Numbers[]): Float64Array {
  const [first] = runs;
  const result = new Float64Array(first?.length ?? 0);
  for (const run of runs)
    for (let i = 0; i < result.length; i++) result[i] = result[i]! + run[i]! / runs.length;
  return result;
}

/** Standard deviation (divisor: one less than there are) of some means. */
export function deviationOf(values: Numbers): number {
  const centre = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

function widened(
  estimate: number,
  problems: Interval,
  {runs, level, least}: {runs: readonly Numbers[]; level: number; least: number}
): TwoSourceEstimate {
  const deviation = deviationOf(Float64Array.from(runs, (run) => mean(run)));
  const reach = (wholeStudentQuantile(level, runs.length - 1) * deviation) / Math.sqrt(runs.length);
  return {
    estimate,
    low: Math.max(least, estimate - Math.hypot(estimate - problems.low, reach)),
    high: Math.min(1, estimate + Math.hypot(problems.high - estimate, reach)),
    problems,
    deviation
  };
}
