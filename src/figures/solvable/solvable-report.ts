import {html} from "htl";
import {solvableSets, type SolvableSets} from "../../findings/sets/solvable-sets.js";
import {solvableAnswer, solvableCaption, solvableCsv} from "../../findings/sets/solvable-text.js";
import {comparisonTitle, missingComparisons} from "../../findings/shared/comparison.js";
import {percent, whole} from "../../findings/shared/format.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import {solveRateBound} from "../../metrics/sets/solve-rate-bound.js";
import type {SupportTable} from "../../metrics/support/support-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {experimentPairs} from "../shared/page/experiment-pairs.js";
import {experimentStudy} from "../shared/page/experiment-study.js";
import {pairedExperimentSwitch} from "../shared/page/experiment-switch.js";
import {foldOut} from "../shared/page/fold-out.js";
import {missingNotices, responsiveFigure} from "../shared/page/responsive-figure.js";
import {policyFamilies} from "../shared/plot/policy-family.js";
import {neverSolvedText, solvableMatrix, solvableMatrixPanel} from "./solvable-matrix.js";
import {solvablePanel} from "./solvable-panel.js";
import {oneSidedTable, solvableCountsTable} from "./solvable-tables.js";

export interface SolvableReportOptions {
  labelledBy: string;
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** src/data/support.json; null where no model has read texts. */
  support?: SupportTable | null;
  /** Text of solvable-sets.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** For the chosen experiment: the matrix of solvable sets, the counts of their parts, and the problems that one policy alone solves. */
export function solvableReport(options: SolvableReportOptions): HTMLElement {
  return pairedExperimentSwitch(options.study, (experiment) => experimentReport(experiment, options));
}

function experimentReport(
  experiment: string,
  {labelledBy, table, study, support = null, query, foldOuts}: SolvableReportOptions
): HTMLElement {
  const within = experimentStudy(study, experiment);
  const found = experimentPairs(table, study, experiment);
  const notices = missingNotices(missingComparisons(found, within));
  if (found.length === 0) return html`<div>${notices}</div>`;
  const all = found.map(solvableSets);
  const figure = responsiveFigure({
    labelledBy,
    name: `${experiment}-solvable-sets`,
    answer: solvableAnswer(all),
    caption: solvableCaption(all, study),
    csv: () => solvableCsv(all),
    query,
    draw: (width) => panels(all, {table, study: within, width}),
    foldOuts
  });
  const oneSided = foldOut(
    "Problems that one policy alone solves",
    ...all.map(
      (sets) =>
        html`<div>
          <h3>${comparisonTitle(sets.comparison, found)}</h3>
          ${oneSidedTable(sets, support)}
        </div>`
    )
  );
  return html`<div>${figure}${notices}${solvableCountsTable(all)}${oneSided}</div>`;
}

/** A panel with its four parts for the only pair of a benchmark; else the matrix of all policies. */
function panels(
  all: readonly SolvableSets[],
  {table, study, width}: {table: readonly BenchmarkCounts[]; study: StudySummary; width: number}
): Element[] {
  const comparisons = all.map(({comparison}) => comparison);
  return study.benchmarks.flatMap(({benchmark, label}): Element[] => {
    const [first, ...others] = all.filter(({comparison}) => comparison.benchmark.benchmark === benchmark);
    const counts = table.find((rows) => rows.benchmark === benchmark);
    if (!first || !counts) return [];
    if (study.policies.length === 2 && others.length === 0)
      return [solvablePanel(first, comparisons, width, policyStyles(study.policies))];
    const rows = policyFamilies(study.policies).flatMap(({base, trained}) => [
      ...(base ? [base] : []),
      ...trained
    ]);
    const controls = study.policies.filter((policy) => !rows.includes(policy));
    const matrix = solvableMatrix(counts, [...rows, ...controls], label);
    if (!matrix) return [];
    const nothing = neverSolvedText(matrix);
    return [
      nothing === ""
        ? solvableMatrixPanel(matrix, width, policyStyles(study.policies))
        : html`<p class="all-zero">${nothing}</p>`
    ];
  });
}

/** What it means that no completion was correct, for the least and the most completions of the study. */
export function boundSentence(table: readonly BenchmarkCounts[]): string {
  const ns = table.flatMap(({policies}) => policies.flatMap(({n}) => n)).filter((n) => n > 0);
  if (ns.length === 0) return "This study has no verdicts yet.";
  const most = Math.max(...ns);
  return `With no correct completion among ${whole(most)}, all that is known with 95% confidence is that the solve rate is below ${percent(solveRateBound(most))}; ten times as many completions would lower that to ${(solveRateBound(10 * most) * 100).toPrecision(2)}%, and no number of them to zero.`;
}
