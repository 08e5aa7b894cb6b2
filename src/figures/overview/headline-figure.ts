import {domainExperiments} from "../../contents/experiments.js";
import type {BenchmarkCoverage, CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {coverageGrid} from "../coverage/coverage-grid.js";
import {missingNotice} from "../shared/page/responsive-figure.js";

export interface HeadlineOptions {
  labelledBy: string;
  /** src/data/<experiment>.json by experiment; those of the domains are used. */
  tables: Readonly<Record<string, CoverageTable>>;
  study: StudySummary;
  /** Text of sql/problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

const EXPERIMENT = "headline";

/** The paper's main figure at a glance: of each domain the first benchmark, and on it the first policy beside its base. */
export function headlineFigure({labelledBy, tables, study, query, foldOuts}: HeadlineOptions): HTMLElement {
  const rows = domainExperiments.flatMap((id) => firstPair(tables[id]) ?? []);
  const [options] = Object.values(tables);
  if (rows.length === 0 || !options)
    return missingNotice(
      "This study has no policy beside the base that it was trained from, or no verdicts yet: run npm run sample and npm run verify, and build again."
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
    query,
    split: "pair",
    perRow: rows.length,
    foldOuts
  });
}

/** The first comparison of a table with the curves that it compares. */
function firstPair(table: CoverageTable | undefined): BenchmarkCoverage | null {
  const rows = table?.benchmarks.find(({comparisons}) => comparisons.length > 0);
  const [comparison] = rows?.comparisons ?? [];
  if (!rows || !comparison) return null;
  const compared = new Set([comparison.base, comparison.rl]);
  return {
    ...rows,
    curves: rows.curves.filter(({policy}) => compared.has(policy)),
    comparisons: [comparison]
  };
}
