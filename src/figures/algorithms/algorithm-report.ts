import {html} from "htl";
import {differAnswer, gapAnswer, spreadRows} from "../../findings/training/algorithm-text.js";
import {endsCaption, endsCsv} from "../../findings/training/ends-text.js";
import {endsStyles, endsViews} from "../../findings/training/ends-view.js";
import type {EndsTable} from "../../metrics/coverage/ends-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {withSmallIntervals} from "../shared/ends/ends-tables.js";
import {gapPanel} from "../shared/ends/gap-panel.js";
import {missingEnds} from "../shared/ends/missing-ends.js";
import {answerElement} from "../shared/page/answer-element.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice, missingNotices, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";

export interface AlgorithmReportOptions {
  labelledBy: string;
  /** src/data/algorithms-ends.json */
  table: EndsTable;
  study: StudySummary;
  /** Text of problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** pass@1, pass@k_max and the sampling-efficiency gap of each algorithm as dots with intervals, a panel for each benchmark. */
export function algorithmReport({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: AlgorithmReportOptions): HTMLElement {
  const views = endsViews(table, study).flatMap((view) =>
    view.base && view.trained.length > 0 ? [{...view, base: view.base}] : []
  );
  const notices = missingNotices(missingEnds(table, study, "algorithms"));
  if (views.length === 0) return html`<div>${notices}</div>`;
  const styles = endsStyles(table, study);
  const figure = responsiveFigure({
    labelledBy,
    name: "algorithms-gap",
    answer: gapAnswer(views),
    caption: `Filled marks: pass@1; hollow marks: pass@k at the largest k; unbiased, mean over problems. Blue lines: the base. Gap: the base’s pass@k at the largest k minus pass@1, in points. ${endsCaption(views, study)}`,
    csv: () => endsCsv(views),
    query,
    draw: (width) =>
      views.map((view) => gapPanel(view, {width: panelWidth(width, Math.min(2, views.length)), styles})),
    foldOuts
  });
  return html`<div>${figure}${notices}</div>`;
}

/** Whether the algorithms differ at all: the answer, and the test and spreads in numbers. Nothing where they are not measured. */
export function algorithmDifferences(table: EndsTable, study: StudySummary): HTMLElement {
  const views = endsViews(table, study);
  if (views.length === 0) return missingNotice(missingEnds(table, study, "algorithms"));
  return html`<div>
    ${answerElement(differAnswer(views))}
    ${withSmallIntervals(
      dataTable(spreadRows(views), [
        {label: "Benchmark", value: ({benchmark}) => benchmark},
        {label: "k", value: ({k}) => k},
        {label: "All alike?", value: ({pValue}) => pValue},
        {label: "Spread of algorithms", value: ({methods}) => methods},
        {label: "Spread of seeds", value: ({seeds}) => seeds},
        {label: "Difference", value: ({difference}) => difference}
      ])
    )}
  </div>`;
}
