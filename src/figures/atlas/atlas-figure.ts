import {html} from "htl";
import {atlasCsv} from "../../findings/atlas/atlas-csv.js";
import {shownRows, type AtlasState} from "../../findings/atlas/atlas-state.js";
import {ATLAS_LEVEL, atlasAnswer} from "../../findings/atlas/atlas-text.js";
import {whole} from "../../findings/shared/format.js";
import {percentOfLevel} from "../../findings/shared/interval-text.js";
import {atlasPoint, type AtlasRow, type AtlasTable} from "../../metrics/atlas/atlas-row.js";
import {fullestBudget, summaryAt} from "../../metrics/atlas/report-effects.js";
import {figureActions} from "../shared/page/figure-actions.js";
import {figureFrame} from "../shared/page/figure-frame.js";
import {onWidth} from "../shared/page/on-width.js";
import {forestPanel, type ForestRow} from "./forest-panel.js";

/** More rows than these are left to the table. */
const MOST_ROWS = 80;

export interface AtlasFigure {
  element: HTMLElement;
  show: (state: AtlasState) => void;
}

/** The figure of differences at one budget, with its sentence above; `show` draws it for another state. */
export function atlasFigure(
  table: AtlasTable,
  {labelledBy, foldOuts}: {labelledBy: string; foldOuts: readonly Node[]},
  start: AtlasState
): AtlasFigure {
  let state = start;
  let width = 0;
  const frame = figureFrame({
    labelledBy,
    actions: figureActions({
      name: () => "atlas",
      csv: () => atlasCsv(shownRows(table, state), table.reports),
      query: ""
    }),
    foldOuts
  });
  const draw = (): void => {
    if (width === 0) return;
    const shown = shownRows(table, state);
    const k = state.k ?? fullestBudget(shown);
    const rows = forestRows(shown, k, table, state.sort === null);
    const some = rows.slice(0, MOST_ROWS);
    const summary = summaryAt(shown, k, ATLAS_LEVEL);
    const plot =
      rows.length === 0
        ? html`<p class="missing-notice">No pair that is shown has k = ${whole(k)}.</p>`
        : html`<div class="figure-plot">${forestPanel({rows: some, k, summary, width})}</div>`;
    frame.show({answer: atlasAnswer(shown, k), plot, caption: caption(shown, rows, k)});
  };
  onWidth(frame.element, (next) => {
    width = next;
    draw();
  });
  return {
    element: frame.element,
    show(next) {
      state = next;
      draw();
    }
  };
}

/** The rows that have the budget. Reports have headings where rows stand in their order. */
function forestRows(
  shown: readonly AtlasRow[],
  k: number,
  {reports}: AtlasTable,
  hasHeadings: boolean
): ForestRow[] {
  let above = "";
  return shown.flatMap((row): ForestRow[] => {
    const point = atlasPoint(row, k);
    if (!point) return [];
    const isFirst = hasHeadings && row.report !== above;
    above = row.report;
    return [
      {row, ...point, heading: isFirst ? (reports.find(({id}) => id === row.report)?.title ?? null) : null}
    ];
  });
}

function caption(shown: readonly AtlasRow[], rows: readonly ForestRow[], k: number): string {
  const levels = [...new Set(rows.flatMap(({row}) => row.level ?? []))].map(percentOfLevel);
  const sources = new Set(rows.map(({row}) => row.source));
  const marks = [
    ...(sources.has("measured") ? ["square: measured"] : []),
    ...(sources.has("imported") ? ["circle: imported completions"] : []),
    ...(sources.has("published")
      ? ["diamond: numbers that others published, hollow where without an interval"]
      : [])
  ].join("; ");
  const without = shown.length - rows.length;
  return [
    `${marks.charAt(0).toUpperCase()}${marks.slice(1)}.`,
    ...(levels.length > 0
      ? [
          `Lines: ${levels.join(" or ")} intervals of the difference, paired over problems, as each report has them.`
        ]
      : []),
    ...(rows.length > MOST_ROWS ? [`The first ${whole(MOST_ROWS)} of ${whole(rows.length)} are drawn.`] : []),
    ...(without > 0
      ? [
          `${whole(without)} of the pairs shown ${without === 1 ? "has" : "have"} no value at k = ${whole(k)}.`
        ]
      : [])
  ].join(" ");
}
