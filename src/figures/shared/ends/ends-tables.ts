import {html} from "htl";
import {percent, whole} from "../../../findings/shared/format.js";
import {bothEnds} from "../../../findings/training/ends-text.js";
import type {EndsView, NamedEnds} from "../../../findings/training/ends-view.js";
import type {PaperSet} from "../../../findings/training/paper-table.js";

/** A benchmark's two columns, pass@1 and pass@k_max. */
interface EndsColumns {
  label: string;
  kMax: number;
}

/** A value with which way it lies from the base's, and its interval where it has one. Percent. */
interface EndsCell {
  value: string;
  interval?: string;
}

interface EndsRow {
  label: string;
  cells: (EndsCell | null)[];
}

/** pass@1 and pass@k_max of base and trained policies, with intervals: the columns of the paper's Tables 2 and 3. */
export function endsTable(views: readonly EndsView[]): HTMLElement {
  const policies = [...new Map(views.flatMap(members).map((one) => [one.policy, one.summary])).values()];
  const rows = policies.map(({policy, label}): EndsRow => ({
    label,
    cells: views.flatMap((view) => {
      const found = members(view).find((one) => one.policy === policy);
      return bothEnds.map((at) => {
        if (!found) return null;
        const {estimate, low, high} = found.pass[at];
        return {
          value: valueText(estimate, view.base?.pass[at].estimate),
          interval: `${inPercent(low)} to ${inPercent(high)}`
        };
      });
    })
  }));
  const columns = views.map(({benchmark, ends}) => ({label: benchmark.label, kMax: ends.kMax}));
  return table("Measured here, %", columns, rows);
}

/** The same columns from the paper; they carry the published mark. */
export function paperEndsTable(sets: readonly PaperSet[]): HTMLElement {
  const rows = (sets[0]?.rows ?? []).map(({label}, i): EndsRow => ({
    label,
    cells: sets.flatMap(({rows}) => bothEnds.map((at) => ({value: valueText(rows[i]![at], rows[0]![at])})))
  }));
  const element = table("Published, %", sets, rows);
  element.classList.add("published");
  return element;
}

function members({base, trained}: EndsView): NamedEnds[] {
  return [...(base ? [base] : []), ...trained];
}

function valueText(value: number, base: number | undefined): string {
  if (base === undefined || value === base) return inPercent(value);
  return `${inPercent(value)} ${value > base ? "↑" : "↓"}`;
}

function inPercent(share: number): string {
  return percent(share).replace("%", "");
}

function table(title: string, columns: readonly EndsColumns[], rows: readonly EndsRow[]): HTMLElement {
  // Beside each value where a narrow screen shows a row as lines.
  const heads = columns.flatMap(({label, kMax}) => [1, kMax].map((k) => `${label}, pass@${whole(k)}`));
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${title}>
    <table class="ends-table is-stacked">
      <thead>
        <tr>
          <th></th>
          ${columns.map(({label}) => html`<th colspan="2" scope="colgroup" class="number">${label}</th>`)}
        </tr>
        <tr>
          <th scope="col">${title}</th>
          ${columns.flatMap(({kMax}) =>
            [1, kMax].map((k) => html`<th scope="col" class="number">pass@${whole(k)}</th>`)
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({label, cells}) =>
            html`<tr>
              <td>${label}</td>
              ${cells.map((cell, i) =>
                cell
                  ? html`<td class="number" data-label=${heads[i]}>
                      ${cell.value}${cell.interval ? html` <span class="interval">${cell.interval}</span>` : ""}
                    </td>`
                  : html`<td class="number missing" data-label=${heads[i]}>–</td>`
              )}
            </tr>`
        )}
      </tbody>
    </table>
  </div>`;
}

/** Sets the intervals in brackets of a table's cells in smaller type, and all columns but the first to the right. */
export function withSmallIntervals(table: HTMLElement): HTMLElement {
  for (const cell of table.querySelectorAll("tr > :not(:first-child)")) {
    cell.classList.add("number");
    const [, value, interval] = /^(.*?) \((.*)\)$/.exec(cell.textContent) ?? [];
    if (cell.matches("td") && value !== undefined && interval !== undefined)
      cell.replaceChildren(value, html` <span class="interval">${interval}</span>`);
  }
  return table;
}
