import {html} from "htl";
import {cellText} from "../../../findings/shared/csv.js";

/** A column of a table: how it is headed and what it shows of a row. */
export interface Column<Row> {
  label: string;
  value: (row: Row) => unknown;
}

/** Letters beyond which a cell breaks its text into lines. */
const LONG = 60;

/** Columns from which on a narrow screen shows each row as lines of names and values. */
const MANY = 5;

/** Rows that stand there before the reader asks for all: a few more are shown too. */
const SHOWN = 20;
const FEW_MORE = 5;

/** Rows as a table. Numbers stand to the right, the decimals of a column below each other; a missing value shows as a dash. Long tables unfold; wide ones become lines of names and values on a narrow screen. */
export function dataTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): HTMLElement {
  const values = columns.map(({value}) => rows.map(value));
  const formats = values.map(numberFormat);
  const head = columns.map(
    ({label}, i) => html`<th scope="col" class=${formats[i] ? "number" : ""}>${label}</th>`
  );
  const shown = rows.length > SHOWN + FEW_MORE ? SHOWN : rows.length;
  const body = rows.map(
    (_, row) =>
      html`<tr class=${row < shown ? "" : "is-beyond"}>
        ${columns.map(({label}, i) => cell(values[i]![row], formats[i]!, label))}
      </tr>`
  );
  const element = html`<div class="table-scroll" tabindex="0" role="region" aria-label="Table">
    <table class=${columns.length < MANY ? "" : "is-stacked"}>
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
  return shown === rows.length ? element : html`<div>${element}${unfolding(element, rows.length)}</div>`;
}

/** The button below a long table that shows the rows beyond the first ones. */
function unfolding(table: HTMLElement, count: number): HTMLElement {
  const button = html`<button type="button" class="link-button table-more">
    All ${count.toLocaleString("en-US")} rows
  </button>`;
  button.addEventListener("click", () => {
    table.classList.add("is-unfolded");
    button.remove();
    table.focus();
  });
  return button;
}

/** How the numbers of a column are written: with as many decimals as the one that needs most of them. Null where it has none. */
function numberFormat(values: readonly unknown[]): Intl.NumberFormat | null {
  if (!values.some((value) => typeof value === "number" || typeof value === "bigint")) return null;
  const decimals = Math.max(0, ...values.map((value) => (typeof value === "number" ? decimalsOf(value) : 0)));
  return new Intl.NumberFormat("en-US", {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
}

/** Decimals of a number of six digits. */
function decimalsOf(value: number): number {
  const [, decimals = ""] = String(Number(value.toPrecision(6))).split(".");
  return /^\d*$/.test(decimals) ? Math.min(6, decimals.length) : 6;
}

/** A cell; `label` is its column's head, which a narrow screen shows beside it. */
function cell(value: unknown, format: Intl.NumberFormat | null, label: string): HTMLElement {
  const numeric = format ? "number" : "";
  if (value === null || value === undefined)
    return html`<td class=${`${numeric} missing`} data-label=${label}>–</td>`;
  if (format && (typeof value === "number" || typeof value === "bigint"))
    return html`<td class="number" data-label=${label}>${format.format(value)}</td>`;
  const text = cellText(value);
  const [, estimate, interval] = /^([^(]+) (\([^()]+\))$/.exec(text) ?? [];
  if (estimate !== undefined && text.length <= LONG)
    return html`<td class="has-interval" data-label=${label}>
      <span>${estimate}</span> <span>${interval}</span>
    </td>`;
  const kind = format ? "number" : text.length > LONG ? "is-long" : "";
  // The blanks of a long text show: none of the template's may stand beside it.
  return html`<td class=${kind} data-label=${label}>${text}</td>`;
}
