import {html} from "htl";
import type {BenchmarkCounts} from "../metrics/benchmark-counts.js";
import {solveRateBound} from "../metrics/solve-rate-bound.js";
import type {StudySummary} from "../metrics/study-summary.js";
import {comparisons, comparisonTitle, missingComparisons} from "./comparison.js";
import {foldOut} from "./fold-out.js";
import {percent, whole} from "./format.js";
import {policyStyles} from "./policy-style.js";
import {missingNotice, responsiveFigure} from "./responsive-figure.js";
import {solvablePanel} from "./solvable-panel.js";
import {solvableSets} from "./solvable-sets.js";
import {oneSidedTable, solvableCountsTable} from "./solvable-tables.js";
import {solvableAnswer, solvableCaption, solvableCsv} from "./solvable-text.js";

export interface SolvableReportOptions {
  labelledBy: string;
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Text of solvable-sets.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** The matrix of solvable sets, the counts of its parts, and the problems that one policy alone solves. */
export function solvableReport({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: SolvableReportOptions): HTMLElement {
  const found = comparisons(table, study);
  const missing = missingComparisons(found, study);
  const notices = missing === "" ? [] : [missingNotice(missing)];
  if (found.length === 0) return html`<div>${notices}</div>`;
  const all = found.map(solvableSets);
  const styles = policyStyles(study.policies);
  const figure = responsiveFigure({
    labelledBy,
    name: "solvable-sets",
    answer: solvableAnswer(all),
    caption: solvableCaption(all, study),
    csv: () => solvableCsv(all),
    query,
    draw: (width) => all.map((sets) => solvablePanel(sets, found, width, styles)),
    foldOuts
  });
  const oneSided = all.map((sets) =>
    foldOut(
      `Problems that one policy alone solves: ${comparisonTitle(sets.comparison, found)}`,
      oneSidedTable(sets)
    )
  );
  return html`<div>${figure}${notices}${solvableCountsTable(all)}${oneSided}</div>`;
}

/** What it means that no completion was correct, for the least and the most completions of the study. */
export function boundSentence(table: readonly BenchmarkCounts[]): string {
  const ns = table.flatMap(({policies}) => policies.flatMap(({n}) => n)).filter((n) => n > 0);
  if (ns.length === 0) return "This study has no verdicts yet.";
  const most = Math.max(...ns);
  return `With no correct completion among ${whole(most)}, all that is known with 95% confidence is that the solve rate is below ${percent(solveRateBound(most))}; ten times as many completions would lower that to ${(solveRateBound(10 * most) * 100).toPrecision(2)}%, and no number of them to zero.`;
}
