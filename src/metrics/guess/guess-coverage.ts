import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {CoverageTable, CoverageTableOptions} from "../coverage/coverage-table.js";
import type {StudySummary} from "../study/study-summary.js";
import {compareGuessed, guessPartName, guessParts, keptProblems, paperGuessLimit} from "./guess-filter.js";
import type {GuessRate} from "./guess-rate.js";
import {guessSets} from "./guess-sets.js";

/**
 * Base and RL policy compared on the problems that stay after the guess filter at the paper's limit, for the claims: a
 * coverage table without curves. A benchmark of which nothing stays is left out.
 */
export function guessCoverage(
  counts: readonly BenchmarkCounts[],
  rates: readonly GuessRate[],
  study: StudySummary,
  options: CoverageTableOptions
): CoverageTable {
  const benchmarks = guessSets(counts, rates, study).flatMap((set) => {
    const kept = keptProblems(set, paperGuessLimit);
    if (kept.length === 0) return [];
    const {problems, comparisons} = compareGuessed(set, kept, guessPartName(set, "kept"), options);
    return [{benchmark: set.benchmark.benchmark, problems, curves: [], comparisons}];
  });
  const {level, replicates, seed} = options;
  return {level, replicates, seed, benchmarks};
}

/**
 * Base and RL policy compared on all problems of each set, and on those that stay at the paper's limit: what the guess page
 * opens with. Each part is a benchmark of its own, named by `guessPartName`.
 */
export function guessPartCoverage(
  counts: readonly BenchmarkCounts[],
  rates: readonly GuessRate[],
  study: StudySummary,
  options: CoverageTableOptions
): CoverageTable {
  const benchmarks = guessSets(counts, rates, study).flatMap((set) =>
    guessParts(set, paperGuessLimit).map(({name, problems}) =>
      compareGuessed(set, problems, guessPartName(set, name), options)
    )
  );
  const {level, replicates, seed} = options;
  return {level, replicates, seed, benchmarks};
}
