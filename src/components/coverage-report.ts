import {html} from "htl";
import type {CoverageTable} from "../metrics/coverage-table.js";
import type {StudySummary} from "../metrics/study-summary.js";
import {agree} from "./agree.js";
import {choice} from "./choice.js";
import {coverageAnswer} from "./coverage-answer.js";
import {coverageCaption} from "./coverage-caption.js";
import {coveragePanels} from "./coverage-panels.js";
import {coverageRows} from "./coverage-rows.js";
import {coverageView, type CoverageView} from "./coverage-view.js";
import {toCsv} from "./csv.js";
import type {BrowserDatabase} from "./database.js";
import {figureActions} from "./figure-actions.js";
import {figureFrame} from "./figure-frame.js";
import {foldOut} from "./fold-out.js";
import {whole} from "./format.js";
import {reanalysisPanel, type ReanalysisChoice} from "./reanalysis-panel.js";
import {readViewState, writeViewState, type ViewState} from "./view-state.js";

export interface CoverageReportOptions {
  /** Id of the heading that asks the figure's question. */
  labelledBy: string;
  table: CoverageTable;
  study: StudySummary;
  /** URL of the completions as Arrow, for the re-analysis. */
  completions: string;
  /** Text of problem-counts.sql. */
  problemCountsSql: string;
  /** Fold-outs below the figure. */
  foldOuts: readonly Node[];
}

/** The pass@k figure with its benchmark switch and live re-analysis. Draws from the table; DuckDB starts at the first change. */
export function coverageReport({
  labelledBy,
  table,
  study,
  completions,
  problemCountsSql,
  foldOuts
}: CoverageReportOptions): HTMLElement {
  const state = readViewState(location.search);
  const ids = study.benchmarks.map(({benchmark}) => benchmark);
  if (state.benchmark === null || !ids.includes(state.benchmark)) state.benchmark = null;
  const chosen = (): string => state.benchmark ?? ids[0] ?? "";
  const measured = Math.max(1, ...table.benchmarks.flatMap(({curves}) => curves.map(({n}) => n)));
  const startDatabase = onceStarted(() =>
    import("./database.js").then(({openDatabase}) => openDatabase({completions}))
  );

  let shown = {table, withoutTruncated: false};
  let width = 0;
  let budget = measured;
  let request = 0;
  let view: CoverageView | null = null;

  const frame = figureFrame({
    labelledBy,
    actions: figureActions({
      name: () => `pass-at-k-${chosen()}`,
      panels: () => [...frame.element.querySelectorAll<SVGSVGElement>(".figure-plot > svg")],
      caption: () => (view ? coverageCaption(view) : ""),
      csv: () => coverageCsv(view),
      query: problemCountsSql
    }),
    foldOuts: []
  });
  const panel = reanalysisPanel({
    choice: {
      withoutTruncated: state.withoutTruncated,
      seed: state.seed ?? table.seed,
      kMax: state.kMax ?? measured
    },
    ks: tableBudgets(table),
    onChange: (next) => void change(next, false),
    onRecompute: (next) => void change(next, true)
  });
  const benchmarks = choice(
    "Benchmark",
    study.benchmarks.map(({benchmark, label}) => ({value: benchmark, label})),
    chosen()
  );
  benchmarks.addEventListener("input", () => {
    state.benchmark = benchmarks.value === ids[0] ? null : benchmarks.value;
    save(state);
    draw();
  });
  const panelFold = foldOut(
    "Change the analysis",
    html`<p>
      The figure opens from a table made when the page was built. A change here starts DuckDB in your browser,
      runs the same SQL over the verdicts of all completions, and draws what comes out.
    </p>`,
    panel.element
  ) as HTMLDetailsElement;
  const element = html`<div class="coverage-report">
    ${benchmarks}${frame.element}${panelFold}${foldOuts}
  </div>`;

  function draw(): void {
    view = coverageView(shown.table, study, chosen(), state.kMax, shown.withoutTruncated);
    if (!view) {
      frame.show({
        answer: `No verdicts for ${chosen()} yet: sample and verify it, then build again.`,
        plot: html`<p></p>`,
        caption: ""
      });
      return;
    }
    const panels = coveragePanels(view, width, budget);
    panels.addEventListener("input", () => {
      budget = panels.value;
    });
    frame.show({answer: coverageAnswer(view), plot: panels, caption: coverageCaption(view)});
  }

  async function change({withoutTruncated, seed, kMax}: ReanalysisChoice, again: boolean): Promise<void> {
    const needsData = again || withoutTruncated !== shown.withoutTruncated || seed !== shown.table.seed;
    state.withoutTruncated = withoutTruncated;
    state.seed = seed === table.seed ? null : seed;
    state.kMax = kMax === measured ? null : kMax;
    save(state);
    if (needsData) await recompute(seed);
    else draw();
  }

  async function recompute(seed: number): Promise<void> {
    const ours = ++request;
    panel.report("Starting DuckDB …");
    try {
      const [database, {reanalyse}] = await Promise.all([startDatabase(), import("./reanalysis.js")]);
      const start = performance.now();
      const {level, replicates} = table;
      const {withoutTruncated} = state;
      const made = await reanalyse(database, problemCountsSql, study, {
        withoutTruncated,
        seed,
        level,
        replicates
      });
      if (ours !== request) return;
      shown = {table: made, withoutTruncated};
      draw();
      const took = `Recomputed here in ${whole(performance.now() - start)} ms`;
      panel.report(`${took}: ${comparison(made, table, withoutTruncated)}.`);
    } catch (error) {
      if (ours === request)
        panel.report(`This browser could not recompute: ${(error as Error).message}`, "error");
    }
  }

  new ResizeObserver(() => {
    const next = Math.floor(frame.element.clientWidth);
    if (next === width || next === 0) return;
    width = next;
    draw();
  }).observe(frame.element);

  if (state.withoutTruncated || state.seed !== null) {
    panelFold.open = true;
    void recompute(state.seed ?? table.seed);
  }
  return element;
}

function comparison(made: CoverageTable, table: CoverageTable, withoutTruncated: boolean): string {
  if (withoutTruncated) return "completions cut at the token limit are left out";
  if (made.seed !== table.seed) return `bands from seed ${made.seed}`;
  return agree(made, table)
    ? "the same as the table that the page was built with, to 12 digits"
    : "NOT the same as the table that the page was built with";
}

/** Every budget of the table, ascending. */
function tableBudgets(table: CoverageTable): number[] {
  const ks = new Set(
    table.benchmarks.flatMap(({curves}) => curves.flatMap(({points}) => points.map(({k}) => k)))
  );
  return [...ks].sort((a, b) => a - b);
}

function coverageCsv(view: CoverageView | null): string {
  const columns = ["benchmark", "quantity", "series", "k", "estimate", "low", "high"] as const;
  const rows = view ? coverageRows(view) : [];
  return toCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column]))
  );
}

function save(state: ViewState): void {
  history.replaceState(
    history.state,
    "",
    `${location.pathname}${writeViewState(state, location.search)}${location.hash}`
  );
}

/** Starts something at the first call; a failed start is tried anew at the next. */
function onceStarted(start: () => Promise<BrowserDatabase>): () => Promise<BrowserDatabase> {
  let started: Promise<BrowserDatabase> | undefined;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
}
