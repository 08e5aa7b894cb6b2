import {
  coverageTable,
  type BenchmarkCoverage,
  type CoverageTableOptions
} from "../coverage/coverage-table.js";
import {stays, type GuessedProblem, type GuessSet} from "./guess-sets.js";

/** The paper's limit: problems answered directly at a rate below it are guesses. */
export const paperGuessLimit = 0.05;

/** The problems of a set that stay after the filter. */
export function keptProblems({problems}: GuessSet, limit: number): GuessedProblem[] {
  return problems.filter((problem) => stays(problem, limit));
}

/** Some problems of a set, to be compared as a benchmark of their own. */
export interface GuessPart {
  name: "all" | "kept";
  problems: readonly GuessedProblem[];
}

/** All problems of a set, and those that stay after the filter if there are such. */
export function guessParts(set: GuessSet, limit: number): GuessPart[] {
  const kept = keptProblems(set, limit);
  return [
    {name: "all", problems: set.problems},
    ...(kept.length === 0 ? [] : [{name: "kept" as const, problems: kept}])
  ];
}

/**
 * Base and RL policy compared on some problems of a set. `benchmark` names the result and seeds its bootstrap: the same name
 * and problems give the same numbers.
 */
export function compareGuessed(
  {base, rl}: GuessSet,
  problems: readonly GuessedProblem[],
  benchmark: string,
  options: CoverageTableOptions
): BenchmarkCoverage {
  const counts = problems.flatMap((problem, i) =>
    (["base", "rl"] as const).map((role) => ({
      benchmark,
      policy: (role === "base" ? base : rl).policy,
      problem_id: String(i).padStart(9, "0"),
      ...problem[role]
    }))
  );
  return coverageTable(counts, [base, rl], options).benchmarks[0]!;
}

/** The name of all problems of a set, or of those that stay, as a benchmark of its own. */
export function guessPartName({benchmark}: GuessSet, part: GuessPart["name"]): string {
  return `${benchmark.benchmark} ${part}`;
}
