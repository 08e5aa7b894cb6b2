import {mainPair} from "../../metrics/coverage/main-pair.js";
import {pairedCounts, type BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {ClosedGap} from "../../metrics/coverage/closed-gap.js";
import type {
  BenchmarkCoverage,
  Comparison,
  CoverageCurve,
  CoverageTable
} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {AnswerGuesses} from "../../metrics/guess/answer-guesses.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import type {RunFamily} from "../../metrics/runs/run-family.js";
import type {RunsTable} from "../../metrics/runs/runs-table.js";
import {support} from "../../metrics/sets/support.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {ModelCard} from "../../metrics/study/model-card.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {guessCurve, type GuessCurve} from "../coverage/guess-curve.js";
import {lookedOf} from "../coverage/look-text.js";
import {entropyMatches} from "../temperature/temperature-entropies.js";

/** The tables that the lead of a report rests on; those that a study lacks are empty. */
export interface LeadTables {
  study: StudySummary;
  /** By experiment. */
  coverage: Readonly<Partial<Record<string, CoverageTable>>>;
  counts: readonly BenchmarkCounts[];
  guessRates: readonly GuessRate[];
  /** What answers to other problems would reach. */
  guesses: readonly AnswerGuesses[];
  cards: readonly ModelCard[];
  /** Training runs of recipes that have several. */
  runs?: RunsTable;
  /** Coverage from all solutions, where they are known. */
  exact?: ExactTable | null;
}

/** What a pair solves at temperature 1 from all tokens with as many tries as were measured, from all solutions. */
interface Untruncated {
  k: number;
  base: number;
  trained: number;
  /** Where the curves cross up to `k`; null where they do not. */
  crossing: number | null;
}

/** Problems of which one policy found no solution among as many completions as the other's, and the other did. */
interface MovedProblems {
  lost: number;
  gained: number;
  of: number;
}

/** What the first figure of a report shows: the main pair, and what may explain it. */
export interface LeadView {
  experiment: string;
  benchmark: BenchmarkSummary;
  problems: number;
  base: PolicySummary;
  trained: PolicySummary;
  /** Up to the largest budget that both were measured at. */
  curves: Record<"base" | "trained", CoverageCurve>;
  comparison: Comparison;
  /** On which side of 0 the difference lies beyond chance at the smallest and at the largest budget, the two being one family. */
  signs: [-1 | 0 | 1, -1 | 0 | 1];
  level: number;
  seed: number;
  date: string | null;
  /** What guessing alone would solve at each budget; null where no rate is known. */
  luck: GuessCurve | null;
  /** What answers to other problems would solve; null where no rate is known, or `luck` is. */
  otherAnswers: AnswerGuesses | null;
  /** Null where the policies have unequal numbers of completions. */
  moved: MovedProblems | null;
  /** How much of the gap the temperature that matches the base's entropy closes. */
  closed: (Pick<ClosedGap, "estimate" | "low" | "high"> & {k: number; temperature: number}) | null;
  /** Without the settings' temperature and truncation; null where not all solutions are known. */
  untruncated: Untruncated | null;
  /** Training runs of the trained policy's recipe; null where there is one. */
  runs: RunFamily | null;
  /** What adaptive sampling came to for the pair, as a sentence; null where n was fixed. */
  sampled: string | null;
  /** Weights of the trained model; null where nothing tells. */
  parameters: number | null;
}

/** The lead of a study by `mainPair`; null without a pair. */
export function leadView(tables: LeadTables): LeadView | null {
  const {study, coverage, counts, guessRates, guesses, cards} = tables;
  const found = mainPair(coverage, study.policies);
  const benchmark = study.benchmarks.find((one) => one.benchmark === found?.benchmark.benchmark);
  const policy = (id: string | undefined): PolicySummary | undefined =>
    study.policies.find((one) => one.policy === id);
  const [base, trained] = [policy(found?.comparison.base), policy(found?.comparison.rl)];
  if (!found || !benchmark || !base || !trained) return null;
  const {comparison} = found;
  const curves = {
    base: sharedCurve(found.benchmark, comparison.base, comparison),
    trained: sharedCurve(found.benchmark, comparison.rl, comparison)
  };
  const ends = [comparison.points[0]!, comparison.points.at(-1)!];
  const [first, last] = clearSigns(ends.length === 2 && ends[0] === ends[1] ? ends.slice(0, 1) : ends);
  const ks = comparison.points.map(({k}) => k);
  const luck = guessCurve(guessRates, benchmark.benchmark, ks, {rate: null, mostGuessable: null});
  const {level} = coverage[found.experiment]!;
  return {
    experiment: found.experiment,
    benchmark,
    problems: found.benchmark.problems,
    base,
    trained,
    curves,
    comparison,
    signs: [first!, last ?? first!],
    level,
    seed: study.seed,
    date: study.date,
    luck,
    otherAnswers: luck
      ? null
      : (guesses.find((one) => one.benchmark === benchmark.benchmark && one.policy === comparison.base) ??
        null),
    moved: movedProblems(counts, benchmark.benchmark, comparison),
    closed: closedGap(coverage["entropy-match"], study, benchmark.benchmark, trained.policy),
    untruncated: untruncatedPair(tables.exact ?? null, benchmark.benchmark, comparison),
    runs:
      tables.runs?.families.find(
        (family) =>
          family.benchmark === benchmark.benchmark &&
          family.base === comparison.base &&
          family.recipe === comparison.rl
      ) ?? null,
    sampled: lookedOf(found.benchmark, comparison),
    parameters: cards.find((card) => card.policy === trained.policy)?.parameters ?? null
  };
}

function sharedCurve({curves}: BenchmarkCoverage, id: string, {points: shared}: Comparison): CoverageCurve {
  const curve = curves.find(({policy}) => policy === id)!;
  const ks = new Set(shared.map(({k}) => k));
  return {...curve, points: curve.points.filter(({k}) => ks.has(k))};
}

function movedProblems(
  counts: readonly BenchmarkCounts[],
  benchmark: string,
  {base, rl}: Comparison
): MovedProblems | null {
  const rows = counts.find((one) => one.benchmark === benchmark);
  const pair = rows ? pairedCounts(rows, base, rl) : null;
  if (!pair || pair.base.some(({n}, i) => n !== pair.rl[i]!.n)) return null;
  const {baseOnly, rlOnly} = support(pair.base, pair.rl);
  return {lost: baseOnly, gained: rlOnly, of: pair.base.length};
}

function untruncatedPair(
  exact: ExactTable | null,
  benchmark: string,
  {base, rl, points}: Comparison
): Untruncated | null {
  const rows = exact?.full.benchmarks.find((one) => one.benchmark === benchmark);
  const k = points.at(-1)!.k;
  const at = (policy: string): number | undefined =>
    rows?.curves.find((curve) => curve.policy === policy)?.points.find((point) => point.k === k)?.coverage;
  const [of, after] = [at(base), at(rl)];
  if (of === undefined || after === undefined) return null;
  const observed = rows!.comparisons.find((one) => one.base === base && one.rl === rl)?.crossing.observed;
  return {k, base: of, trained: after, crossing: observed != null && observed <= k ? observed : null};
}

function closedGap(
  table: CoverageTable | undefined,
  study: StudySummary,
  benchmark: string,
  policy: string
): LeadView["closed"] {
  if (!table) return null;
  const match = entropyMatches(table, [], study).find(
    (one) => one.benchmark.benchmark === benchmark && one.plain.policy.policy === policy
  );
  const temperature = match?.matched.policy.temperature ?? null;
  if (!match?.closed || temperature === null) return null;
  return {...match.closed, k: match.matched.comparison.crossing.kMax, temperature};
}
