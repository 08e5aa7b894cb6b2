import {html} from "htl";
import {atlasColumns, type AtlasColumn} from "../../findings/atlas/atlas-columns.js";
import {shownRows, type AtlasState} from "../../findings/atlas/atlas-state.js";
import type {AtlasRow, AtlasTable} from "../../metrics/atlas/atlas-row.js";

/** The table of all pairs; a head orders its rows, and the other way round when it is chosen again. */
export function atlasTable(
  table: AtlasTable,
  onSort: (sort: Pick<AtlasState, "sort" | "isDescending">) => void
): {element: HTMLElement; show: (state: AtlasState) => void} {
  const columns = atlasColumns(table.reports);
  const heads = columns.map((column) => sortHead(column, () => current, onSort));
  let current: AtlasState | null = null;
  const body = html`<tbody></tbody>`;
  const element = html`<div
    class="table-scroll atlas-table"
    tabindex="0"
    role="region"
    aria-label="All pairs"
  >
    <table class="is-stacked">
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      ${body}
    </table>
  </div>`;
  return {
    element,
    show(state) {
      current = state;
      columns.forEach(({id}, i) => {
        const direction = state.isDescending ? "descending" : "ascending";
        heads[i]!.setAttribute("aria-sort", state.sort === id ? direction : "none");
      });
      body.replaceChildren(...shownRows(table, state).map((row) => tableRow(row, columns, table)));
    }
  };
}

function sortHead(
  {id, label, isNumber}: AtlasColumn,
  current: () => AtlasState | null,
  onSort: (sort: Pick<AtlasState, "sort" | "isDescending">) => void
): HTMLElement {
  const button = html`<button type="button" class="sort-button">${label}</button>`;
  button.addEventListener("click", () => {
    const state = current();
    const isSame = state?.sort === id;
    // Numbers begin with the largest; a third choice gives the order of the reports back.
    const first = isNumber === true;
    if (!isSame) onSort({sort: id, isDescending: first});
    else if (state.isDescending === first) onSort({sort: id, isDescending: !first});
    else onSort({sort: null, isDescending: false});
  });
  return html`<th scope="col" class=${isNumber ? "number" : ""}>${button}</th>`;
}

function tableRow(row: AtlasRow, columns: readonly AtlasColumn[], {reports}: AtlasTable): HTMLElement {
  const address = reports.find(({id}) => id === row.report)?.address ?? null;
  return html`<tr>
    ${columns.map(({id, label, text, isNumber}) => {
      const value = text(row);
      const numeric = isNumber ? "number" : "";
      if (value === null) return html`<td class=${`${numeric} missing`} data-label=${label}>–</td>`;
      if (id === "report" && address !== null)
        return html`<td data-label=${label}><a href=${address}>${value}</a></td>`;
      return html`<td class=${numeric} data-label=${label}>${value}</td>`;
    })}
  </tr>`;
}
