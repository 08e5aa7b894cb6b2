import type {BenchmarkCounts} from "../metrics/benchmark-counts.js";
import type {StudySummary} from "../metrics/study-summary.js";
import {accuracyPanel, largestBin} from "./accuracy-panel.js";
import {accuracyAnswer, accuracyCaption, accuracyCsv} from "./accuracy-text.js";
import {comparisons, comparisonTitle, missingComparisons} from "./comparison.js";
import {html} from "htl";
import {panelWidth} from "./panel-width.js";
import {policyStyles} from "./policy-style.js";
import {missingNotice, responsiveFigure} from "./responsive-figure.js";

export interface AccuracyFigureOptions {
  labelledBy: string;
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Text of accuracy-histogram.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** The accuracy histograms of every policy and its base, a panel for each benchmark. */
export function accuracyFigure({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: AccuracyFigureOptions): HTMLElement {
  const found = comparisons(table, study);
  const missing = missingComparisons(found, study);
  const notices = missing === "" ? [] : [missingNotice(missing)];
  if (found.length === 0) return html`<div>${notices}</div>`;
  const styles = policyStyles(study.policies);
  const most = largestBin(found);
  const figure = responsiveFigure({
    labelledBy,
    name: "accuracy-histograms",
    answer: accuracyAnswer(found),
    caption: accuracyCaption(found, study),
    csv: () => accuracyCsv(found),
    query,
    draw: (width) =>
      found.map((one) =>
        accuracyPanel(one, {
          title: comparisonTitle(one, found),
          width: panelWidth(width, found.length),
          most,
          styles
        })
      ),
    foldOuts
  });
  return html`<div>${figure}${notices}</div>`;
}
