import {html} from "htl";
import {accuracyAnswer, accuracyCaption, accuracyCsv} from "../../findings/sets/accuracy-text.js";
import {comparisonTitle, missingComparisons} from "../../findings/shared/comparison.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {experimentPairs} from "../shared/page/experiment-pairs.js";
import {experimentStudy} from "../shared/page/experiment-study.js";
import {pairedExperimentSwitch} from "../shared/page/experiment-switch.js";
import {missingNotices, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {accuracyPanel, largestBin} from "./accuracy-panel.js";

export interface AccuracyFigureOptions {
  labelledBy: string;
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Text of accuracy-histogram.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** The accuracy histograms of every policy and its base in the chosen experiment, a panel for each benchmark and pair. */
export function accuracyFigure(options: AccuracyFigureOptions): HTMLElement {
  return pairedExperimentSwitch(options.study, (experiment) => experimentFigure(experiment, options));
}

function experimentFigure(
  experiment: string,
  {labelledBy, table, study, query, foldOuts}: AccuracyFigureOptions
): HTMLElement {
  const found = experimentPairs(table, study, experiment);
  const notices = missingNotices(missingComparisons(found, experimentStudy(study, experiment)));
  if (found.length === 0) return html`<div>${notices}</div>`;
  const most = (one: Comparison): number =>
    largestBin(found.filter(({benchmark}) => benchmark === one.benchmark));
  const perBenchmark = found.filter(({benchmark}) => benchmark === found[0]!.benchmark).length;
  const figure = responsiveFigure({
    labelledBy,
    name: `${experiment}-accuracy-histograms`,
    answer: accuracyAnswer(found),
    caption: accuracyCaption(found, study),
    csv: () => accuracyCsv(found),
    query,
    draw: (width) =>
      found.map((one) =>
        accuracyPanel(one, {
          title: comparisonTitle(one, found),
          width: panelWidth(width, found.length, perBenchmark),
          most: most(one),
          styles: policyStyles([one.base, one.rl])
        })
      ),
    foldOuts
  });
  return html`<div>${figure}${notices}</div>`;
}
