import * as Plot from "@observablehq/plot";
import type {Table} from "apache-arrow";
import {html} from "htl";
import {cellText} from "../../findings/shared/csv.js";
import {holdsIds} from "../../findings/shared/id-names.js";
import {whole} from "../../findings/shared/format.js";
import {drawPanel} from "../shared/plot/plotted-svg.js";
import {chartColumns, chartKind, MOST_COLOURS, type ChartChoice, type ChartRow} from "./chart-columns.js";

/** Rows that a chart shows at most. */
const MOST_ROWS = 2000;
const WIDTH = 760;

/** Draws columns of a result against each other: bars over names, points over numbers. */
export interface QueryChart {
  element: HTMLElement;
  /** Offers the columns of another result; hidden where it has no number to draw. */
  offer(table: Table): void;
  clear(): void;
}

/** Nothing is drawn before the reader asks for it. `names` are those of the study's ids, which are drawn instead of these. */
export function queryChart(ids: ReadonlyMap<string, string>): QueryChart {
  const place = html`<div class="query-chart-place"></div>`;
  const controls = html`<div class="reanalysis"></div>`;
  const element = html`<details class="fold-out query-chart" hidden>
    <summary>Draw the result</summary>
    ${controls}${place}
  </details>` as HTMLDetailsElement;
  let draw = (): void => undefined;
  element.addEventListener("toggle", () => {
    draw();
  });
  return {
    element,
    clear() {
      element.hidden = true;
      draw = () => undefined;
      place.replaceChildren();
    },
    offer(table) {
      const columns = chartColumns(table);
      element.hidden = columns.start === null;
      if (columns.start === null) return;
      const choice: ChartChoice = {...columns.start};
      const rows = chartRows(table, ids);
      draw = () => {
        if (element.open) place.replaceChildren(chart(rows, choice, table.numRows));
      };
      controls.replaceChildren(
        select("Across", columns.all, choice.x, (name) => {
          choice.x = name ?? choice.x;
          draw();
        }),
        select("Up", columns.numbers, choice.y, (name) => {
          choice.y = name ?? choice.y;
          draw();
        }),
        select("Colour", [null, ...columns.all], choice.colour, (name) => {
          choice.colour = name;
          draw();
        })
      );
      draw();
    }
  };
}

function select(
  label: string,
  names: readonly (string | null)[],
  chosen: string | null,
  onChange: (name: string | null) => void
): HTMLElement {
  const control = html`<select>
    ${names.map((name) => html`<option value=${name ?? ""} selected=${name === chosen}>${name ?? "one"}</option>`)}
  </select>` as HTMLSelectElement;
  control.addEventListener("change", () => {
    onChange(names[control.selectedIndex] ?? null);
  });
  return html`<label>${label} ${control}</label>`;
}

function chartRows(table: Table, ids: ReadonlyMap<string, string>): ChartRow[] {
  const names = table.schema.fields.map(({name}) => name);
  const count = Math.min(MOST_ROWS, table.numRows);
  const columns = names.map((_, i) => {
    const values = Array.from({length: count}, (_, row) => plain(table.getChildAt(i)?.get(row)));
    return holdsIds(values, ids)
      ? values.map((id) => (id === null ? null : (ids.get(String(id)) ?? id)))
      : values;
  });
  return Array.from({length: count}, (_, row) =>
    Object.fromEntries(names.map((name, i) => [name, columns[i]![row]!]))
  );
}

/** A value that Plot can place: big integers as numbers, whatever is no number as text. */
function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return value;
  return typeof value === "bigint" ? Number(value) : cellText(value);
}

function chart(rows: readonly ChartRow[], choice: ChartChoice, all: number): HTMLElement {
  const {x, y, colour} = choice;
  const kind = chartKind(rows, choice);
  const colours = colour === null ? [] : [...new Set(rows.map((row) => row[colour]))];
  const hasColours = colour !== null && colours.length <= MOST_COLOURS;
  const fill = {fill: hasColours ? (row: ChartRow) => String(row[colour]) : "var(--ink-soft)"};
  const mark = {
    bars: () => Plot.barY(rows, {x, y, ...fill, tip: true}),
    groups: () => Plot.barY(rows, {fx: x, x: colour!, y, ...fill, tip: true}),
    points: () => Plot.dot(rows, {x, y, ...fill, r: 3, tip: true})
  }[kind]();
  const isBars = kind !== "points";
  const isNames = rows.every((row) => typeof row[x] !== "number");
  const band = {label: x, tickRotate: -35, type: "band" as const};
  const notes = [
    ...(all > rows.length ? [`The first ${whole(rows.length)} of ${whole(all)} rows are drawn.`] : []),
    ...(colour !== null && !hasColours
      ? [`${colour} has ${whole(colours.length)} values, too many to tell their colours apart.`]
      : [])
  ];
  const panel = drawPanel({
    ariaLabel: `${isBars ? "Bars" : "Points"}: ${y} against ${x}${hasColours ? `, coloured by ${colour}` : ""}.`,
    width: WIDTH,
    height: 360,
    marginBottom: isNames ? 90 : 40,
    marginLeft: isNames ? 90 : 60,
    style: {maxWidth: "100%", height: "auto", overflow: "visible"},
    ...(kind === "groups"
      ? {fx: {...band, axis: "bottom" as const}, x: {axis: null}}
      : {x: isNames ? {...band, type: isBars ? "band" : "point"} : {label: x}}),
    y: {label: y, grid: true, zero: isBars, nice: true},
    color: {scheme: "observable10"},
    marks: [mark, ...(isBars ? [Plot.ruleY([0])] : [])]
  });
  return html`<div>
    ${hasColours ? (panel as unknown as Plot.Plot).legend("color") : ""}${panel}
    ${notes.map((note) => html`<p class="status">${note}</p>`)}
  </div>`;
}
