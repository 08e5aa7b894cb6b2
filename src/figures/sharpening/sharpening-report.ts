import {samplingText} from "../../findings/shared/sampling-text.js";
import {about, whole} from "../../findings/shared/format.js";
import {percentOfLevel} from "../../findings/shared/interval-text.js";
import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import {
  lossAnswer,
  sharpeningAnswer,
  sharpeningCsv,
  sharpeningRows
} from "../../findings/sharpening/sharpening-text.js";
import {
  sharpeningViews,
  type SharpenedView,
  type SharpeningView
} from "../../findings/sharpening/sharpening-view.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import type {SharpeningTable} from "../../metrics/sharpening/sharpening-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {intervalDomain, intervalPanel} from "../ablations/interval-panel.js";
import {coverageGrid} from "../coverage/coverage-grid.js";
import {withSmallIntervals} from "../shared/ends/ends-tables.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";

export interface SharpeningReportOptions {
  labelledBy: string;
  /** src/data/sharpening.json */
  table: SharpeningTable;
  study: StudySummary;
  /** Text of sql/problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** The curves of the base, of RL and of the base sampled otherwise, and what of RL's gain needs no training. */
export function sharpeningCurves({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: SharpeningReportOptions): HTMLElement {
  const views = sharpeningViews(table, study);
  return coverageGrid({
    labelledBy,
    table,
    study,
    experiment: "sharpening",
    split: "benchmark",
    query,
    ...(views.length === 0 ? {} : {answer: sharpeningAnswer(views)}),
    foldOuts
  });
}

/** The shares of RL's gain with one try, and of the base's coverage with the most tries, with intervals. */
export function sharpeningShares({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: SharpeningReportOptions): HTMLElement {
  const views = sharpeningViews(table, study);
  if (views.length === 0)
    return missingNotice(
      "Nothing to compare yet: the experiment “sharpening” needs a base, a policy with `role: rl` and `base: ID` of it, and the base once more with `sampling: {power: 4}`."
    );
  const styles = policyStyles(study.policies);
  return responsiveFigure({
    labelledBy,
    name: "sharpening-shares",
    answer: lossAnswer(views),
    caption: sharesCaption(views, table),
    csv: () => sharpeningCsv(views),
    query,
    draw: (width) => views.flatMap((view) => sharePanels(view, {views, styles, width: panelWidth(width, 2)})),
    foldOuts
  });
}

function sharesCaption(views: readonly SharpeningView[], {level}: SharpeningTable): string {
  const policies = views[0]!;
  const sampling = samplingText(
    [policies.base, policies.rl, ...policies.powered, ...policies.others].map(({policy}) => policy),
    ["temperature", "top_p"]
  );
  return (
    `Share of RL’s gain with one try: 0% for the base, 100% for RL. Share of the base’s coverage: at the largest k. ` +
    `${sampling}. Lines: ${percentOfLevel(level)} intervals for other problems of the same kind (Fieller 1954).`
  );
}

interface PanelOptions {
  views: readonly SharpeningView[];
  styles: ReadonlyMap<string, PolicyStyle>;
  width: number;
}

function sharePanels(view: SharpeningView, {views, styles, width}: PanelOptions): Element[] {
  const panel = (
    what: string,
    reference: SharpenedView["policy"],
    pick: (one: SharpenedView) => Estimate | null
  ): Element[] => {
    const shown = ofView(view).flatMap((one) => {
      const share = pick(one);
      return share === null
        ? []
        : [{label: one.policy.label, ...share, style: styles.get(one.policy.policy)!}];
    });
    if (shown.length === 0) return [];
    const all = views.flatMap((each) => ofView(each).flatMap((one) => pick(one) ?? []));
    return [
      intervalPanel({
        title: [view.benchmark.label, what],
        rows: shown,
        reference: {
          label: reference.label,
          estimate: 1,
          low: 1,
          high: 1,
          color: styles.get(reference.policy)!.color
        },
        domain: intervalDomain([...all, {low: 0, high: 1}], 0.25),
        format: about,
        width
      })
    ];
  };
  return [
    ...panel("Share of RL’s gain with one try", view.rl.policy, ({shares}) => shares.gain),
    ...panel(`Share of the base’s pass@${whole(view.kMax)}`, view.base.policy, ({shares}) => shares.kept)
  ];
}

function ofView({rl, powered, others}: SharpeningView): SharpenedView[] {
  return [rl, ...powered, ...others];
}

/** The values of both figures in words: a table for each benchmark. */
export function sharpeningTables(table: SharpeningTable, study: StudySummary): HTMLElement[] {
  return sharpeningViews(table, study).map((view) =>
    withSmallIntervals(
      dataTable(sharpeningRows(view), [
        {label: view.benchmark.label, value: ({label}) => label},
        {label: "pass@1", value: ({first}) => first},
        {label: "Share of RL’s gain", value: ({gain}) => gain},
        {label: `pass@${whole(view.kMax)}`, value: ({last}) => last},
        {label: "Share of the base’s", value: ({kept}) => kept},
        {label: "Share of RL’s loss avoided", value: ({avoided}) => avoided}
      ])
    )
  );
}
