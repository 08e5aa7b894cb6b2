import {html} from "htl";
import {
  readAtlasState,
  shownRows,
  writeAtlasState,
  type AtlasState
} from "../../findings/atlas/atlas-state.js";
import type {AtlasTable} from "../../metrics/atlas/atlas-row.js";
import {onReturn, setSearch} from "../shared/page/page-address.js";
import {atlasControls} from "./atlas-controls.js";
import {atlasFigure} from "./atlas-figure.js";
import {atlasTable} from "./atlas-table.js";
import {summaryTable} from "./summary-table.js";

/** The parts of an atlas, which show one state: that of the address. */
export function atlasPage(
  table: AtlasTable,
  options: {labelledBy: string; foldOuts: readonly Node[]}
): {controls: HTMLElement; figure: HTMLElement; summaries: HTMLElement; table: HTMLElement} {
  const state = (): AtlasState => readAtlasState(location.search);
  const show = (): void => {
    const now = state();
    controls.show(now, shownRows(table, now).length);
    figure.show(now);
    rows.show(now);
    summaries.replaceChildren(summaryTable(shownRows(table, now)));
  };
  const change = (changed: Partial<AtlasState>, control: string): void => {
    setSearch(writeAtlasState({...state(), ...changed}, location.search), control);
    show();
  };
  const controls = atlasControls(table, change);
  const figure = atlasFigure(table, options, state());
  const rows = atlasTable(table, (sort) => {
    change(sort, "sort");
  });
  const summaries = html`<div class="atlas-summary"></div>`;
  onReturn(show);
  show();
  return {controls: controls.element, figure: figure.element, summaries, table: rows.element};
}
