import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {CoverageCurve, CoverageTable, CoverageTableOptions} from "../coverage/coverage-table.js";
import type {StudySummary} from "../study/study-summary.js";
import {compareGuessed, guessPartName, guessParts, keptProblems, paperGuessLimit} from "./guess-filter.js";
import type {GuessRate} from "./guess-rate.js";
import {guessFloorCurve} from "./guess-floor-curve.js";
import {guessSets} from "./guess-sets.js";

/** Stands for a policy in the curves of those who guess alone. */
export const GUESSING = "guessing alone";

/**
 * Base and RL policy compared on the problems that stay after the guess filter at the paper's limit, for the claims: a
 * coverage table with the guess floor of these problems as a curve of `GUESSING`. A benchmark of which nothing stays is left out.
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
    const compared = compareGuessed(set, kept, guessPartName(set, "kept"), options);
    const floor = guessingCurve(
      kept.map(({rate}) => rate),
      compared.curves[0]!.points.map(({k}) => k)
    );
    return [{...compared, benchmark: set.benchmark.benchmark, curves: [...compared.curves, floor]}];
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

/** What guessing alone solves of problems with these guess rates, as a curve: exact, so that its band has no width. */
export function guessingCurve(rates: readonly number[], ks: readonly number[]): CoverageCurve {
  const floor = guessFloorCurve(rates, ks);
  const points = ks.map((k, j) => ({k, coverage: floor[j]!, low: floor[j]!, high: floor[j]!}));
  return {policy: GUESSING, n: ks.at(-1)!, points};
}
