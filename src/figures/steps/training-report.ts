import {html} from "htl";
import {trainingGroups, type TrainingGroup} from "../../findings/training/training-groups.js";
import {
  missingLogs,
  trainingAnswer,
  trainingCaption,
  trainingCsv
} from "../../findings/training/training-text.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import type {TrainingLogs} from "../../metrics/study/training-logs.js";
import {missingNotices, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {lineKey, namesBeside} from "./line-names.js";
import {trainingPanel} from "./training-panel.js";
import {trainingQuantities} from "./training-quantities.js";

export interface TrainingReportOptions {
  /** src/data/training-logs.json */
  logs: TrainingLogs;
  study: StudySummary;
  /** Text of training-logs.sql. */
  query: string;
  foldOuts: () => readonly Node[];
}

/** The training logs of all RL runs: for each group of runs a figure with a panel for each quantity. */
export function trainingReport({logs, study, query, foldOuts}: TrainingReportOptions): HTMLElement {
  const figures = trainingGroups(logs, study).map((group, i) => {
    const id = `training-${i + 1}`;
    const figure = responsiveFigure({
      labelledBy: id,
      name: id,
      answer: trainingAnswer(group),
      caption: trainingCaption(group),
      csv: () => trainingCsv(group),
      query,
      draw: (width) => trainingPanels(group, width),
      foldOuts: i === 0 ? foldOuts() : []
    });
    return html.fragment`<h3 id=${id}>${group.title}</h3>${figure}`;
  });
  return html`<div>${figures}${missingNotices(missingLogs(logs, study))}</div>`;
}

/** A panel for each quantity, and the names of the lines once above them where they do not fit beside. */
function trainingPanels({runs}: TrainingGroup, full: number): SVGSVGElement[] {
  const named = runs.filter(({isRepeat}) => !isRepeat);
  const width = panelWidth(full, 3);
  const beside = namesBeside(named, width);
  return [
    ...(beside === null ? [lineKey(named, full)] : []),
    ...trainingQuantities.map((quantity) => trainingPanel(quantity, runs, {width, beside}))
  ];
}
