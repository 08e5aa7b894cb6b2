import {html} from "htl";
import {ATLAS_LEVEL} from "../../findings/atlas/atlas-text.js";
import {about, interval, points} from "../../findings/shared/format.js";
import {percentOfLevel} from "../../findings/shared/interval-text.js";
import type {AtlasRow} from "../../metrics/atlas/atlas-row.js";
import {atlasBudgets, reportEffects, summaryAt} from "../../metrics/atlas/report-effects.js";
import {dataTable} from "../shared/page/data-table.js";

/** The summary of rows at each budget: mean over reports, how far they differ, and where another one is expected. */
export function summaryTable(rows: readonly AtlasRow[]): HTMLElement {
  const budgets = atlasBudgets(rows)
    .map((k) => ({k, reports: reportEffects(rows, k).length, summary: summaryAt(rows, k, ATLAS_LEVEL)}))
    .filter(({reports}) => reports > 0);
  if (budgets.length === 0) return html`<p class="no-changes">No report that is shown has an interval.</p>`;
  const level = percentOfLevel(ATLAS_LEVEL);
  return dataTable(budgets, [
    {label: "k", value: ({k}) => k},
    {label: "Reports", value: ({reports}) => reports},
    {label: "Mean difference", value: ({summary}) => summary && points(summary.estimate)},
    {
      label: `${level} interval`,
      value: ({summary}) => summary && interval(summary.low, summary.high, points)
    },
    {
      label: "Another report",
      value: ({summary}) =>
        summary?.prediction ? interval(summary.prediction.low, summary.prediction.high, points) : null
    },
    {
      label: "τ",
      value: ({summary}) => summary && points(Math.sqrt(summary.tauSquared)).replace("+", "")
    },
    {label: "I²", value: ({summary}) => summary && about(summary.iSquared)}
  ]);
}
