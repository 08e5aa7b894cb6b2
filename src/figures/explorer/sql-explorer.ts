import {html} from "htl";
import {bytes} from "../../findings/shared/format.js";
import {idNames} from "../../findings/shared/id-names.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {namedTables} from "../../sql/named-tables.js";
import type {DatabaseTables} from "../shared/live/database.js";
import {StartOnce} from "../shared/live/start-once.js";
import {onReturn, setSearch} from "../shared/page/page-address.js";
import {statusLine, type StatusLine} from "../shared/page/status-line.js";
import {exampleQueries} from "./example-queries.js";
import {queryChart} from "./query-chart.js";
import {queryResult, resultText} from "./query-result.js";

export interface ExplorerOptions {
  /** What the study has. */
  facts: readonly string[];
  /** Of which benchmarks the table `completions` has nothing, in words; null where it has all. */
  missing: string | null;
  /** Has the names of policies and benchmarks. */
  study: StudySummary;
}

/** An editor for SQL over the site's tables. DuckDB starts with the first query, and loads what a query reads with it; the query lives in the URL as `sql`. Examples that need a fact of the study stand there if it has it. */
export function sqlExplorer(tables: DatabaseTables, {facts, missing, study}: ExplorerOptions): HTMLElement {
  const linked = linkedQuery();
  const editor = queryEditor(linked ?? exampleQueries[0]!.sql);
  const run = html`<button type="button">Run</button>` as HTMLButtonElement;
  const status = statusLine();
  const names = idNames(study);
  const result = queryResult(names);
  const chart = queryChart(names);
  const database = new StartOnce(async () => {
    const {openDatabase} = await import("../shared/live/database.js");
    return openDatabase(tables);
  });

  const onLoad = loadingReport(status);
  const clear = (): void => {
    result.clear();
    chart.clear();
  };

  async function execute(): Promise<void> {
    if (run.disabled) return;
    run.disabled = true;
    clear();
    status.report(database.isStarted ? "Running …" : "Starting DuckDB …");
    try {
      const opened = await database.get();
      const sql = editor.value.trim().replace(/;$/, "");
      setSearch(searchOf(sql), sql);
      const start = performance.now();
      const table = await opened.query(sql, onLoad);
      status.report(resultText(table, performance.now() - start) + missingText(sql, missing));
      result.show(table);
      chart.offer(table);
    } catch (error) {
      status.report((error as Error).message, "error");
    } finally {
      run.disabled = false;
    }
  }

  run.addEventListener("click", () => void execute());
  onRunKey(editor, () => void execute());
  const examples = exampleButtons(facts, (sql) => {
    write(editor, sql);
    void execute();
  });
  onReturn(() => {
    clear();
    status.report("");
    const sql = linkedQuery();
    write(editor, sql ?? exampleQueries[0]!.sql);
    if (sql !== null) void execute();
  });
  if (linked !== null) void execute();
  return html`<div class="explorer">
    ${examples}${editor}
    <div class="run-row">${run}<span>or Ctrl + Enter in the editor</span>${result.save}</div>
    ${status.element}${chart.element}${result.element}
  </div>`;
}

function exampleButtons(facts: readonly string[], onChoose: (sql: string) => void): HTMLElement {
  return html`<div class="example-queries">
    ${exampleQueries
      .filter(({needs}) => needs === undefined || facts.includes(needs))
      .map(({label, sql}) => {
        const button = html`<button type="button" class="link-button">${label}</button>`;
        button.addEventListener("click", () => {
          onChoose(sql);
        });
        return button;
      })}
  </div>`;
}

function queryEditor(sql: string): HTMLTextAreaElement {
  const editor = html`<textarea
    aria-label="SQL query"
    spellcheck="false"
    autocapitalize="off"
    rows="10"
  ></textarea>` as HTMLTextAreaElement;
  write(editor, sql);
  return editor;
}

/** That a query did not see all completions. */
function missingText(sql: string, missing: string | null): string {
  if (missing === null || !namedTables(sql).includes("completions")) return "";
  return `; completions of ${missing} are not on this site`;
}

/** Tells how far a download is, a few times a second: the line is read aloud. */
function loadingReport(status: StatusLine): (loaded: number, total: number) => void {
  let latest = -Infinity;
  return (loaded, total) => {
    const now = performance.now();
    if (loaded >= total) status.report("Running …");
    else if (now - latest >= 400) {
      latest = now;
      status.report(`Loading completions … ${bytes(loaded)} of ${bytes(total)}`);
    }
  };
}

/** Calls at Ctrl + Enter, or the same on a Mac. */
function onRunKey(editor: HTMLTextAreaElement, run: () => void): void {
  editor.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
}

/** Puts a query into the editor, the caret behind it. */
function write(editor: HTMLTextAreaElement, sql: string): void {
  editor.value = sql;
  editor.setSelectionRange(sql.length, sql.length);
}

/** The query in the page's address. */
function linkedQuery(): string | null {
  return new URLSearchParams(location.search).get("sql");
}

function searchOf(sql: string): string {
  const parameters = new URLSearchParams(location.search);
  parameters.set("sql", sql);
  return `?${parameters.toString()}`;
}
