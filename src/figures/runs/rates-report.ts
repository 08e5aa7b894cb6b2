import {ratesAnswer, ratesCaption, ratesCsv, ratesViews} from "../../findings/runs/rates-text.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ModelCard} from "../../metrics/study/model-card.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {missingExperiment} from "../shared/page/missing-experiment.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {ratesPanel} from "./rates-panel.js";

export interface RatesReportOptions {
  labelledBy: string;
  /** src/data/rates.json */
  table: CoverageTable;
  study: StudySummary;
  /** src/data/model-cards.json: what validation said. */
  cards: readonly ModelCard[];
  /** Text of problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** pass@1 and pass@k_max against training steps for every learning rate, a panel for each benchmark. */
export function ratesReport({
  labelledBy,
  table,
  study,
  cards,
  query,
  foldOuts
}: RatesReportOptions): HTMLElement {
  const views = ratesViews(table, study, cards);
  if (views.length === 0)
    return missingNotice(
      missingExperiment(table, study, "rates") ||
        "Fewer than two learning rates are known: write training: {learning_rate: …, steps: …} at the policies of the experiment “rates”, and build again."
    );
  const styles = policyStyles(study.policies);
  return responsiveFigure({
    labelledBy,
    name: "learning-rates",
    answer: ratesAnswer(views),
    caption: ratesCaption(views, study),
    csv: () => ratesCsv(views),
    query,
    draw: (width) =>
      views.map((view) => ratesPanel(view, {width: panelWidth(width, Math.max(2, views.length)), styles})),
    foldOuts
  });
}
