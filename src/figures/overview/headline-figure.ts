import {contents} from "../../contents/contents.js";
import {domainExperiments} from "../../contents/experiments.js";
import type {BenchmarkCoverage, CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {coverageGrid} from "../coverage/coverage-grid.js";
import {missingNotice} from "../shared/page/responsive-figure.js";

type Tables = Readonly<Record<string, CoverageTable>>;

export interface HeadlineOptions {
  labelledBy: string;
  /** Benchmark that stands elsewhere; null for none. */
  without: string | null;
  /** src/data/<experiment>.json by experiment; those of the domains are used. */
  tables: Tables;
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
 * The paper's main figure at a glance: of each domain the first benchmark, and on it the first policy beside its base. Of a
 * single domain several benchmarks; without a pair all policies on them. What stands elsewhere is left out.
 */
export function headlineFigure({
  labelledBy,
  without,
  tables,
  study,
  exact = null,
  query,
  foldOuts
}: HeadlineOptions): HTMLElement {
  const rows = headlineRows(tables, without);
  const [options] = Object.values(tables);
  if (rows.length === 0 || !options)
    return missingNotice(
      "This study has no verdicts yet: run npm run sample and npm run verify, and build again."
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
    exact,
    query,
    split: "pair",
    perRow: rows.length,
    foldOuts
  });
}

/** What the panels of the figure are, in a sentence. */
export function headlineTitle(tables: Tables): string {
  const domains = domainExperiments.filter((id) => rowsOf(tables[id]).length > 0);
  if (domains.length < 2) return "A panel for each set of problems, at most three.";
  const titles = contents.flatMap(({title, experiments}) =>
    experiments.some(({id}) => domains.includes(id)) ? [title.toLowerCase()] : []
  );
  return `The first set of problems of each kind: ${new Intl.ListFormat("en").format(titles)}.`;
}

/** Whether anything is left to show without a benchmark. */
export function hasHeadline(tables: Tables, without: string | null): boolean {
  return headlineRows(tables, without).length > 0;
}

function headlineRows(tables: Tables, without: string | null): BenchmarkCoverage[] {
  const all = domainExperiments.map((id) => rowsOf(tables[id])).filter((rows) => rows.length > 0);
  const isOther = ({benchmark}: BenchmarkCoverage): boolean => benchmark !== without;
  if (all.length === 1) return all[0]!.filter(isOther).slice(0, MOST_PANELS);
  return all.flatMap((rows) => rows.slice(0, 1)).filter(isOther);
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
