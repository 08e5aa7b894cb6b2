import type {Counts} from "../counts/counts.js";
import {cotPassAtK, type ChainMarks} from "../pass-at-k/cot-pass-at-k.js";
import type {Interval} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";

/**
 * Mean of CoT-pass@k over problems, one value for each of `ks`: between `low`, where every correct completion that nobody
 * judged reasons wrongly, and `high`, where each reasons rightly. These are bounds, not a confidence interval. NaN as soon as one problem has n < k, and where
 * there is no problem; see `coverage`.
 */
export function cotCoverage(problems: readonly (Counts & ChainMarks)[], ks: readonly number[]): Interval[] {
  return ks.map((k) => {
    const values = problems.map(({n, c, ...marks}) => cotPassAtK(n, c, marks, k));
    return {low: mean(values.map(({low}) => low)), high: mean(values.map(({high}) => high))};
  });
}
