import {html} from "htl";
import {cellText} from "../../../findings/shared/csv.js";

/** A column of a table: how it is headed and what it shows of a row. */
export interface Column<Row> {
  label: string;
  value: (row: Row) => unknown;
}

/** Letters beyond which a cell breaks its text into lines. */
const LONG = 60;

/** Rows as a table. Numbers stand to the right; a missing value shows as a dash. Long tables scroll under their header. */
export function dataTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): HTMLElement {
  const isNumber = columns.map(({value}) =>
    rows.some((row) => typeof value(row) === "number" || typeof value(row) === "bigint")
  );
  const head = columns.map(
    ({label}, i) => html`<th scope="col" class=${isNumber[i] ? "number" : ""}>${label}</th>`
  );
  const body = rows.map(
    (row) =>
      html`<tr>
        ${columns.map(({value}, i) => cell(value(row), isNumber[i]!))}
      </tr>`
  );
  return html`<div
    class=${rows.length > 20 ? "table-scroll is-long" : "table-scroll"}
    tabindex="0"
    role="region"
    aria-label="Table"
  >
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

function cell(value: unknown, isNumber: boolean): HTMLElement {
  if (value === null || value === undefined)
    return html`<td class=${isNumber ? "number missing" : "missing"}>–</td>`;
  const text = typeof value === "number" ? number(value) : cellText(value);
  const name = text.length > LONG ? "is-long" : "";
  return html`<td class=${isNumber ? "number" : name}>${text}</td>`;
}

function number(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString("en-US") : String(Number(value.toPrecision(6)));
}
