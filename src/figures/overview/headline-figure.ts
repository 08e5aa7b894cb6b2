import {guessCurve} from "../../findings/coverage/guess-curve.js";
import {contents} from "../../contents/contents.js";
import {domainExperiments} from "../../contents/experiments.js";
import type {BenchmarkCoverage, CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import {paperGuessLimit} from "../../metrics/guess/guess-filter.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {coverageGrid} from "../coverage/coverage-grid.js";
import {missingNotice} from "../shared/page/responsive-figure.js";

type Tables = Readonly<Record<string, CoverageTable>>;

/** What the panels are chosen from. */
export interface HeadlineChoice {
  /** src/data/<experiment>.json by experiment; those of the domains are used. */
  tables: Tables;
  /** Benchmark that stands elsewhere; null for none. */
  without: string | null;
  /** src/data/guess-rates.json */
  guessRates: readonly GuessRate[];
}

export interface HeadlineOptions extends HeadlineChoice {
  labelledBy: string;
  study: StudySummary;
  /** src/data/exact.json: marks beside the curves. */
  exact?: ExactTable | null;
  /** Text of sql/problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

const EXPERIMENT = "headline";
/** Benchmarks of one domain that stand in the figure. */
const MOST_PANELS = 3;

/**
 * The paper's main figure at a glance: of each domain the first benchmark of which guessing alone would solve less than 5 % with
 * as many tries as were drawn, else its first, and on it the first policy beside its base. Of a single domain several benchmarks;
 * without a pair all policies on them. What stands elsewhere is left out.
 */
export function headlineFigure({
  labelledBy,
  without,
  tables,
  guessRates,
  study,
  exact = null,
  query,
  foldOuts
}: HeadlineOptions): HTMLElement {
  const rows = headlineRows({tables, without, guessRates});
  const [options] = Object.values(tables);
  if (rows.length === 0 || !options)
    return missingNotice(
      "This study has no verdicts yet: npm run sample draws what it lacks, npm run verify judges it and names what it cannot judge; then build again."
    );
  const experiment = {
    experiment: EXPERIMENT,
    policies: rows.flatMap(({curves}) => curves.map(({policy}) => policy)),
    benchmarks: rows.map(({benchmark}) => benchmark),
    n: null
  };
  return coverageGrid({
    labelledBy,
    experiment: EXPERIMENT,
    table: {...options, benchmarks: rows},
    study: {...study, experiments: [experiment]},
    guessRates,
    exact,
    query,
    split: "pair",
    perRow: rows.length,
    foldOuts
  });
}

/** What the panels of the figure are, in a sentence. */
export function headlineTitle({tables, guessRates}: HeadlineChoice): string {
  const domains = domainExperiments.filter((id) => rowsOf(tables[id]).length > 0);
  if (domains.length < 2) return "A panel for each set of problems, at most three.";
  const titles = contents.flatMap(({title, experiments}) =>
    experiments.some(({id}) => domains.includes(id)) ? [title.toLowerCase()] : []
  );
  const kinds = new Intl.ListFormat("en").format(titles);
  return domains.some((id) => rowsOf(tables[id]).some((row) => isBeyondLuck(row, guessRates)))
    ? `Of each kind of problem (${kinds}) the first set of which guessing alone would solve less than ${paperGuessLimit * 100}%, else the first.`
    : `The first set of problems of each kind: ${kinds}.`;
}

/** Whether anything is left to show without a benchmark. */
export function hasHeadline(choice: HeadlineChoice): boolean {
  return headlineRows(choice).length > 0;
}

/** The sets of problems of the figure, each with the curves of its panel. */
export function headlineRows({tables, without, guessRates}: HeadlineChoice): BenchmarkCoverage[] {
  const all = domainExperiments.map((id) => rowsOf(tables[id])).filter((rows) => rows.length > 0);
  const isOther = ({benchmark}: BenchmarkCoverage): boolean => benchmark !== without;
  if (all.length === 1) return all[0]!.filter(isOther).slice(0, MOST_PANELS);
  return all
    .flatMap((rows) => rows.find((row) => isOther(row) && isBeyondLuck(row, guessRates)) ?? rows[0]!)
    .filter(isOther);
}

/** Whether guessing alone would solve less than 5 % of a set with as many tries as were drawn; not where no rate is known. */
function isBeyondLuck({benchmark, curves}: BenchmarkCoverage, guessRates: readonly GuessRate[]): boolean {
  const k = Math.max(...curves.flatMap(({points}) => points.map((point) => point.k)));
  const floor = guessCurve(guessRates, benchmark, [k], {rate: null, mostGuessable: null});
  return floor !== null && floor.points[0]!.coverage < paperGuessLimit;
}

/** The benchmarks of a table that have curves; those with a comparison first, each with the curves of its first one. */
function rowsOf(table: CoverageTable | undefined): BenchmarkCoverage[] {
  const measured = (table?.benchmarks ?? []).filter(({curves}) =>
    curves.some(({points}) => points.length > 0)
  );
  const paired = measured.flatMap((rows) => firstPair(rows) ?? []);
  return paired.length > 0 ? paired : measured;
}

function firstPair(rows: BenchmarkCoverage): BenchmarkCoverage | null {
  const [comparison] = rows.comparisons;
  if (!comparison) return null;
  const compared = new Set([comparison.base, comparison.rl]);
  return {
    ...rows,
    curves: rows.curves.filter(({policy}) => compared.has(policy)),
    comparisons: [comparison]
  };
}
