import {html} from "htl";
import {endsCaption, endsCsv} from "../../findings/training/ends-text.js";
import {endsStyles, endsViews, type StepView} from "../../findings/training/ends-view.js";
import {stepAnswer} from "../../findings/training/step-text.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {EndsTable} from "../../metrics/coverage/ends-table.js";
import type {ModelCard} from "../../metrics/study/model-card.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {trainingStep} from "../../metrics/study/training-step.js";
import {missingEnds} from "../shared/ends/missing-ends.js";
import {missingNotices, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {stepPanel} from "./step-panel.js";

export interface StepReportOptions {
  labelledBy: string;
  /** src/data/steps-ends.json */
  table: EndsTable;
  study: StudySummary;
  /** src/data/model-cards.json: how many steps are behind a policy. */
  cards: readonly ModelCard[];
  /** Text of problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** pass@1 and pass@k_max against training steps, a panel for each benchmark. */
export function stepReport({
  labelledBy,
  table,
  study,
  cards,
  query,
  foldOuts
}: StepReportOptions): HTMLElement {
  const ordered = studyBySteps(study, cards);
  const views = stepViews(table, ordered, cards);
  const notices = missingNotices(missingEnds(table, study, "steps"));
  if (views.length === 0) return html`<div>${notices}</div>`;
  const ends = views.map(({view}) => view);
  const styles = endsStyles(table, ordered);
  const figure = responsiveFigure({
    labelledBy,
    name: "training-steps",
    answer: stepAnswer(views),
    caption: `Unbiased pass@k, mean over problems, of the base, at step 0, and of checkpoints of one run. ${endsCaption(ends, study)}`,
    csv: () => endsCsv(ends),
    query,
    draw: (width) =>
      views.map((view) => stepPanel(view, {width: panelWidth(width, Math.max(2, views.length)), styles})),
    foldOuts
  });
  return html`<div>${figure}${notices}</div>`;
}

/** Checkpoints of an ends table by their steps. Policies whose step nothing tells are left out, and benchmarks without two stages. */
function stepViews(table: EndsTable, study: StudySummary, cards: readonly ModelCard[]): StepView[] {
  return endsViews(table, study)
    .map((view): StepView => {
      const all = [...(view.base ? [view.base] : []), ...view.trained];
      const stages = all
        .map((one) => ({...one, step: trainingStep(one.summary, cards)}))
        .filter(({step}) => !Number.isNaN(step));
      return {view, stages: stages.sort((a, b) => a.step - b.step)};
    })
    .filter(({stages}) => stages.length > 1);
}

/** The study with its policies in the order of their training steps. */
export function studyBySteps(study: StudySummary, cards: readonly ModelCard[]): StudySummary {
  const step = (policy: StudySummary["policies"][number]): number => {
    const found = trainingStep(policy, cards);
    return Number.isNaN(found) ? Infinity : found;
  };
  const stepOf = new Map(study.policies.map((policy) => [policy, step(policy)]));
  // Infinity minus Infinity is no number: such policies keep their order.
  return {...study, policies: [...study.policies].sort((a, b) => stepOf.get(a)! - stepOf.get(b)! || 0)};
}

/** A coverage table with the curves of each benchmark in the study's order. */
export function coverageInOrder(table: CoverageTable, {policies}: StudySummary): CoverageTable {
  const order = policies.map(({policy}) => policy);
  return {
    ...table,
    benchmarks: table.benchmarks.map((benchmark) => ({
      ...benchmark,
      curves: [...benchmark.curves].sort((a, b) => order.indexOf(a.policy) - order.indexOf(b.policy))
    }))
  };
}
