import type {Table} from "apache-arrow";
import {html} from "htl";
import {toCsv} from "../../findings/shared/csv.js";
import {whole} from "../../findings/shared/format.js";
import type {BrowserDatabase} from "../shared/live/database.js";
import {dataTable} from "../shared/page/data-table.js";
import {saveFile} from "../shared/page/save-file.js";
import {exampleQueries} from "./example-queries.js";

/** Rows shown on the page; the CSV has them all. */
const SHOWN_ROWS = 500;

/** An editor for SQL over the site's tables, given as name and URL of an Arrow file. DuckDB starts with the first query, and loads a table with the first that names it; the query lives in the URL as `sql`. */
export function sqlExplorer(tables: Readonly<Record<string, string>>): HTMLElement {
  const linked = new URLSearchParams(location.search).get("sql");
  const editor = html`<textarea aria-label="SQL query" spellcheck="false" autocapitalize="off" rows="10">
${linked ?? exampleQueries[0]!.sql}</textarea>` as HTMLTextAreaElement;
  const run = html`<button type="button">Run</button>` as HTMLButtonElement;
  const save = html`<button type="button" class="link-button" hidden>CSV</button>` as HTMLButtonElement;
  const status = html`<p class="status" role="status"></p>`;
  const result = html`<div></div>`;
  const examples = html`<div class="example-queries">
    ${exampleQueries.map(({label, sql}) => {
      const button = html`<button type="button" class="link-button">${label}</button>`;
      button.addEventListener("click", () => {
        editor.value = sql;
        void execute();
      });
      return button;
    })}
  </div>`;
  let database: Promise<BrowserDatabase> | undefined;
  let latest: Table | undefined;

  async function execute(): Promise<void> {
    if (run.disabled) return;
    run.disabled = true;
    report(database ? "Running …" : "Starting DuckDB …");
    try {
      database ??= import("../shared/live/database.js").then(({openDatabase}) => openDatabase(tables));
      const opened = await database.catch((error: unknown) => {
        database = undefined;
        throw error;
      });
      const sql = editor.value.trim().replace(/;$/, "");
      const start = performance.now();
      latest = await opened.query(sql);
      remember(sql);
      show(latest, performance.now() - start);
    } catch (error) {
      report((error as Error).message, "error");
    } finally {
      run.disabled = false;
    }
  }

  function show(table: Table, milliseconds: number): void {
    const rows = table.numRows;
    const part = rows > SHOWN_ROWS ? `; the first ${whole(SHOWN_ROWS)} are shown, the CSV has all` : "";
    report(`${whole(rows)} ${rows === 1 ? "row" : "rows"} in ${whole(milliseconds)} ms${part}`);
    result.replaceChildren(resultTable(table));
    save.hidden = rows === 0;
  }

  function report(text: string, kind?: "error"): void {
    status.textContent = text;
    if (kind === undefined) delete status.dataset.kind;
    else status.dataset.kind = kind;
  }

  run.addEventListener("click", () => void execute());
  save.addEventListener("click", () => {
    if (latest) saveFile("query.csv", new Blob([tableCsv(latest)], {type: "text/csv"}));
  });
  editor.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void execute();
  });
  if (linked !== null) void execute();
  return html`<div class="explorer">
    ${examples}${editor}
    <div class="run-row">${run}<span>or Ctrl + Enter in the editor</span>${save}</div>
    ${status}${result}
  </div>`;
}

function resultTable(table: Table): HTMLElement {
  const rows = Array.from({length: Math.min(SHOWN_ROWS, table.numRows)}, (_, row) => row);
  return dataTable(
    rows,
    table.schema.fields.map(({name}, column) => ({label: name, value: (row) => value(table, row, column)}))
  );
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

function remember(sql: string): void {
  const parameters = new URLSearchParams(location.search);
  parameters.set("sql", sql);
  history.replaceState(history.state, "", `?${parameters.toString()}`);
}
