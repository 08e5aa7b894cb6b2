import type {
  BenchmarkCoverage,
  Comparison,
  CoverageTable,
  CoverageTableOptions
} from "../../metrics/coverage/coverage-table.js";
import {
  compareGuessed,
  guessPartName,
  guessParts,
  paperGuessLimit,
  type GuessPart
} from "../../metrics/guess/guess-filter.js";
import {coverageAt} from "../../metrics/claims/room.js";
import {GUESSING, guessingCurve} from "../../metrics/guess/guess-coverage.js";
import type {GuessSet} from "../../metrics/guess/guess-sets.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";

/** What a reader chooses on the page. */
export interface GuessChoice {
  /** Guess rate that decides which problems go, 0 to 1. */
  limit: number;
  /** One rate for the guess floor of every problem; null for each problem's own. */
  uniform: number | null;
}

/** A set before and after the filter. */
export interface FilteredSet {
  set: GuessSet;
  all: FilteredPart;
  /** Null when no problem stays. */
  kept: FilteredPart | null;
}

/** Some problems of a set, compared. */
export interface FilteredPart {
  problems: number;
  comparison: Comparison;
  /** Guess floor at the largest k. */
  floorAtEnd: number;
  /** What the base solves there. */
  baseAtEnd: Estimate;
}

/** The coverage of all problems and of those that stay, with the guess floor as a curve of its own: what `coverageGrid` draws. */
export interface GuessTable {
  table: CoverageTable;
  study: StudySummary;
  sets: FilteredSet[];
}

/** Comparisons that were made before, by set, part and the problems that are in it. */
export type KnownComparisons = Map<string, BenchmarkCoverage>;

/** The comparisons of a table that `guessPartCoverage` made from the same sets. */
export function knownComparisons(
  sets: readonly GuessSet[],
  {benchmarks}: Pick<CoverageTable, "benchmarks">
): KnownComparisons {
  const known: KnownComparisons = new Map();
  for (const set of sets) {
    for (const part of guessParts(set, paperGuessLimit)) {
      const compared = benchmarks.find(({benchmark}) => benchmark === guessPartName(set, part.name));
      if (compared) known.set(partKey(set, part), compared);
    }
  }
  return known;
}

/**
 * Compares base and RL policy on all problems of each set and on those that stay. A choice gives the same table every time;
 * `known` remembers the comparisons, so that a choice that moves no problem costs nothing.
 */
export function guessTable(
  sets: readonly GuessSet[],
  study: StudySummary,
  {limit, uniform}: GuessChoice,
  options: CoverageTableOptions,
  known: KnownComparisons = new Map()
): GuessTable {
  const made = sets.map((set) => {
    const [all, kept] = guessParts(set, limit).map((part) =>
      comparePart(set, part, {uniform, options, known})
    );
    return {set, all: all!, kept: kept ?? null};
  });
  const parts = made.flatMap(({all, kept}) => (kept ? [all, kept] : [all]));
  const benchmarks = parts.map(({benchmark}) => benchmark);
  return {
    table: {...options, benchmarks: parts.map(({rows}) => rows)},
    study: {
      ...study,
      policies: [...study.policies, ...made.slice(0, 1).map(({set}) => guesser(set.base))],
      benchmarks,
      experiments: [
        {experiment: "guess", policies: [], benchmarks: benchmarks.map(({benchmark}) => benchmark), n: null}
      ]
    },
    sets: made.map(({set, all, kept}) => ({set, all: all.filtered, kept: kept?.filtered ?? null}))
  };
}

interface PartOptions {
  uniform: number | null;
  options: CoverageTableOptions;
  known: KnownComparisons;
}

function comparePart(
  set: GuessSet,
  {name, problems}: GuessPart,
  {uniform, options, known}: PartOptions
): {rows: BenchmarkCoverage; benchmark: BenchmarkSummary; filtered: FilteredPart} {
  const id = guessPartName(set, name);
  const key = partKey(set, {name, problems});
  const compared = known.get(key) ?? compareGuessed(set, problems, id, options);
  known.set(key, compared);
  const ks = compared.curves[0]!.points.map(({k}) => k);
  const floor = guessingCurve(
    problems.map(({rate}) => uniform ?? rate),
    ks
  );
  const count = name === "all" ? `all ${problems.length}` : `the ${problems.length} that stay`;
  return {
    rows: {...compared, curves: [...compared.curves, floor]},
    benchmark: {
      ...set.benchmark,
      benchmark: id,
      label: `${set.benchmark.label}: ${count}`,
      problems: problems.length
    },
    filtered: {
      problems: problems.length,
      comparison: compared.comparisons[0]!,
      floorAtEnd: floor.points.at(-1)!.coverage,
      baseAtEnd: coverageAt(compared, set.base.policy, ks.at(-1)!)!
    }
  };
}

function partKey(set: GuessSet, {name, problems}: GuessPart): string {
  const places = new Map(set.problems.map((problem, i) => [problem, i]));
  return JSON.stringify([guessPartName(set, name), problems.map((problem) => places.get(problem))]);
}

/** Stands in the list of policies for the guess floor, which no model drew. */
function guesser(like: PolicySummary): PolicySummary {
  return {
    ...like,
    policy: GUESSING,
    label: "Guessing",
    role: "base",
    base: null,
    engine: "",
    source: "",
    completions: 0
  };
}
