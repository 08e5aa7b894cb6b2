import {html} from "htl";
import {percent, points, whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {ablationAnswer, seedRange, variants} from "../../findings/training/ablation-text.js";
import {bothEnds, endsCaption, endsCsv} from "../../findings/training/ends-text.js";
import {
  endsStyles,
  endsViews,
  seedCopies,
  type EndsView,
  type NamedEnds
} from "../../findings/training/ends-view.js";
import type {Retention} from "../../metrics/coverage/curve-ends.js";
import type {EndsTable} from "../../metrics/coverage/ends-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {withSmallIntervals} from "../shared/ends/ends-tables.js";
import {missingEnds} from "../shared/ends/missing-ends.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotices, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {intervalDomain, intervalPanel} from "./interval-panel.js";

export interface AblationReportOptions {
  labelledBy: string;
  /** src/data/ablations-ends.json */
  table: EndsTable;
  study: StudySummary;
  /** Text of problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** What each setting changes against the first policy of the experiment: paired differences with intervals, the seeds as yardstick. */
export function ablationReport({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: AblationReportOptions): HTMLElement {
  const views = endsViews(table, study).filter(({trained}) => trained.length > 1);
  const notices = missingNotices(missingEnds(table, study, "ablations"));
  if (views.length === 0) return html`<div>${notices}</div>`;
  const styles = endsStyles(table, study);
  const reference = views[0]!.reference!.summary.label;
  const figure = responsiveFigure({
    labelledBy,
    name: "ablations",
    answer: ablationAnswer(views),
    caption:
      `Marks: pass@k minus that of ${reference}, in points, on the same problems. ` +
      `${views.some((view) => seedCopies(view).length > 0) ? "Grey band: what other training seeds alone change. " : ""}${endsCaption(views, study)}`,
    csv: () => endsCsv(views),
    query,
    draw: (width) =>
      views.flatMap((view) => differencePanels(view, {views, styles, width: panelWidth(width, 2)})),
    foldOuts
  });
  return html`<div>${figure}${notices}</div>`;
}

function differencePanels(
  view: EndsView,
  {
    views,
    styles,
    width
  }: {views: readonly EndsView[]; styles: ReadonlyMap<string, PolicyStyle>; width: number}
): Element[] {
  const rows = (one: EndsView): NamedEnds[] => [...variants(one), ...seedCopies(one)];
  return bothEnds.map((at) => {
    const shared = views.flatMap((one) => rows(one).flatMap(({difference}) => difference?.[at] ?? []));
    const [low, high] = seedRange(view, at) ?? [0, 0];
    return intervalPanel({
      title: [
        view.benchmark.label,
        `pass@${at === "atOne" ? 1 : whole(view.ends.kMax)}, difference in points`
      ],
      rows: rows(view).flatMap(({policy, summary, difference}) =>
        difference ? [{label: summary.label, ...difference[at], style: styles.get(policy)!}] : []
      ),
      reference: {label: view.reference!.summary.label, estimate: 0, low, high, color: "var(--ink-faint)"},
      domain: intervalDomain([...shared, {low: 0, high: 0}], 0.05),
      format: points,
      width
    });
  });
}

/** pass@1, pass@k_max and retention of each policy: a table for each benchmark. */
export function ablationTables(table: EndsTable, study: StudySummary): HTMLElement[] {
  return endsViews(table, study).map((view) => {
    const at =
      (end: (typeof bothEnds)[number]) =>
      ({pass}: NamedEnds): string =>
        `${percent(pass[end].estimate)} (${percent(pass[end].low)} to ${percent(pass[end].high)})`;
    return withSmallIntervals(
      dataTable(
        [...(view.base ? [view.base] : []), ...view.trained],
        [
          {label: view.benchmark.label, value: ({summary}) => summary.label},
          {label: "pass@1", value: at("atOne")},
          {label: `pass@${whole(view.ends.kMax)}`, value: at("atMost")},
          {
            label: "Kept of the base’s problems",
            value: ({retention}) => retention && retentionText(retention)
          }
        ]
      )
    );
  });
}

function retentionText({both, ofBase, low, high}: Retention): string {
  return `${whole(both)} of ${whole(ofBase)} (${percent(low)} to ${percent(high)})`;
}
