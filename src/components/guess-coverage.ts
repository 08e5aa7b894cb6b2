import type {BenchmarkCounts} from "../metrics/benchmark-counts.js";
import type {CoverageTable, CoverageTableOptions} from "../metrics/coverage-table.js";
import type {GuessRate} from "../metrics/guess-rate.js";
import type {StudySummary} from "../metrics/study-summary.js";
import {guessSets} from "./guess-sets.js";
import {readGuessChoice} from "./guess-state.js";
import {guessTable} from "./guess-table.js";

/**
 * Base and RL policy compared on the problems that stay after the guess filter at its default limit, for the claims: a
 * coverage table without curves. A benchmark of which nothing stays is left out.
 */
export function guessCoverage(
  counts: readonly BenchmarkCounts[],
  rates: readonly GuessRate[],
  study: StudySummary,
  options: CoverageTableOptions
): CoverageTable {
  const {sets} = guessTable(guessSets(counts, rates, study), study, readGuessChoice(""), options);
  const benchmarks = sets.flatMap(({set, kept}) =>
    kept === null
      ? []
      : [
          {
            benchmark: set.benchmark.benchmark,
            problems: kept.problems,
            curves: [],
            comparisons: [kept.comparison]
          }
        ]
  );
  return {...options, benchmarks};
}
