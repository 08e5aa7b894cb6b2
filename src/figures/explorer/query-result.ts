import type {Table} from "apache-arrow";
import {html} from "htl";
import {toCsv} from "../../findings/shared/csv.js";
import {holdsIds, namedId} from "../../findings/shared/id-names.js";
import {whole} from "../../findings/shared/format.js";
import {dataTable} from "../shared/page/data-table.js";
import {saveFile} from "../shared/page/save-file.js";

/** Rows shown on the page; the CSV has them all. */
const SHOWN_ROWS = 500;

/** What the latest query gave. */
export interface QueryResult {
  /** The rows as a table. */
  element: HTMLElement;
  /** Saves all rows; hidden while there are none. */
  save: HTMLButtonElement;
  show(table: Table): void;
  /** Leaves nothing of an earlier query. */
  clear(): void;
}

/** Empty until the first table is shown. `names` are those of the study's ids, which stand before them; the CSV has the ids alone. */
export function queryResult(names: ReadonlyMap<string, string>): QueryResult {
  const element = html`<div></div>`;
  const save = html`<button type="button" class="link-button" hidden>CSV</button>` as HTMLButtonElement;
  let latest: Table | undefined;
  save.addEventListener("click", () => {
    if (latest) saveFile("query.csv", new Blob([tableCsv(latest)], {type: "text/csv"}));
  });
  return {
    element,
    save,
    show(table) {
      latest = table;
      element.replaceChildren(resultTable(table, names));
      save.hidden = table.numRows === 0;
    },
    clear() {
      latest = undefined;
      element.replaceChildren();
      save.hidden = true;
    }
  };
}

/** How many rows a query gave, how fast, and whether the page shows them all. */
export function resultText({numRows: rows}: Table, milliseconds: number): string {
  const part = rows > SHOWN_ROWS ? `; the first ${whole(SHOWN_ROWS)} are shown, the CSV has all` : "";
  return `${whole(rows)} ${rows === 1 ? "row" : "rows"} in ${whole(milliseconds)} ms${part}`;
}

function resultTable(table: Table, names: ReadonlyMap<string, string>): HTMLElement {
  const rows = Array.from({length: Math.min(SHOWN_ROWS, table.numRows)}, (_, row) => row);
  const columns = table.schema.fields.map(({name}, column) => {
    const isIds = holdsIds(
      rows.map((row) => value(table, row, column)),
      names
    );
    return {
      label: name,
      value: (row: number): unknown => {
        const shown = value(table, row, column);
        return isIds && typeof shown === "string" ? namedId(shown, names) : shown;
      }
    };
  });
  return dataTable(rows, columns);
}

function tableCsv(table: Table): string {
  const columns = table.schema.fields.map((_, column) => column);
  function* rows(): Generator<unknown[]> {
    for (let row = 0; row < table.numRows; row++) yield columns.map((column) => value(table, row, column));
  }
  return toCsv(
    table.schema.fields.map(({name}) => name),
    rows()
  );
}

function value(table: Table, row: number, column: number): unknown {
  return table.getChildAt(column)?.get(row) as unknown;
}
