import {html} from "htl";
import {coverageAnswer} from "../../findings/coverage/coverage-answer.js";
import {coverageCaption} from "../../findings/coverage/coverage-caption.js";
import {coverageCsv} from "../../findings/coverage/coverage-rows.js";
import {coverageView, type CoverageView} from "../../findings/coverage/coverage-view.js";
import {guessCurve} from "../../findings/coverage/guess-curve.js";
import {whole} from "../../findings/shared/format.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {agree} from "../shared/live/agree.js";
import {analysisNotes, needsCounting} from "../shared/live/analysis-notes.js";
import {liveAnalysis, type TimedTable} from "../shared/live/live-analysis.js";
import {reanalysisPanel, type ReanalysisPanel} from "../shared/live/reanalysis-panel.js";
import {
  readViewState,
  writeViewState,
  type AnalysisState,
  type ViewState
} from "../shared/live/view-state.js";
import {choice} from "../shared/page/choice.js";
import {figureActions} from "../shared/page/figure-actions.js";
import {figureFrame} from "../shared/page/figure-frame.js";
import {foldOut} from "../shared/page/fold-out.js";
import {onWidth} from "../shared/page/on-width.js";
import {coveragePanels} from "./coverage-panels.js";

export interface CoverageReportOptions {
  /** Id of the heading that asks the figure's question. */
  labelledBy: string;
  /** Row of the paper whose policies and benchmarks `table` and `study` hold. */
  experiment: string;
  table: CoverageTable;
  study: StudySummary;
  guessRates: readonly GuessRate[];
  /** URLs of the tables that the re-analysis counts from, as Arrow. */
  tables: Readonly<Record<"tallies" | "experiment_cells" | "problems", string>>;
  /** Text of problem-counts.sql. */
  problemCountsSql: string;
  /** Fold-outs below the figure. */
  foldOuts: readonly Node[];
}

/**
 * The pass@k figure with its benchmark switch and live re-analysis. Draws from the table; DuckDB starts when the reader
 * opens the controls, or with the page where its address asks for another analysis.
 */
export function coverageReport(options: CoverageReportOptions): HTMLElement {
  const {labelledBy, table, study, guessRates, problemCountsSql, foldOuts} = options;
  const state = readViewState(location.search);
  const ids = study.benchmarks.map(({benchmark}) => benchmark);
  if (state.benchmark === null || !ids.includes(state.benchmark)) state.benchmark = null;
  const chosen = (): string => state.benchmark ?? ids[0] ?? "";
  const analysis = liveAnalysis(options);

  let shown: {table: CoverageTable; state: AnalysisState} = {table, state: readViewState("")};
  let width = 0;
  let budget = Math.max(1, ...table.benchmarks.flatMap(({curves}) => curves.map(({n}) => n)));
  let request = 0;
  let view: CoverageView | null = null;
  let panel: ReanalysisPanel;

  const frame = figureFrame({
    labelledBy,
    actions: figureActions({
      name: () => `pass-at-k-${chosen()}`,
      panels: () => [...frame.element.querySelectorAll<SVGSVGElement>(".figure-plot > svg")],
      caption: () => (view ? coverageCaption(view) : ""),
      csv: () => coverageCsv(view ? [view] : []),
      query: problemCountsSql
    }),
    foldOuts: []
  });
  const benchmarks = choice(
    "Benchmark",
    study.benchmarks.map(({benchmark, label}) => ({value: benchmark, label})),
    chosen()
  );
  benchmarks.addEventListener("input", () => {
    state.benchmark = benchmarks.value === ids[0] ? null : benchmarks.value;
    state.verifier = null;
    save(state);
    request++;
    shown = {table, state: readViewState("")};
    openPanel();
    update(false);
  });
  const place = html`<div></div>`;
  const panelFold = foldOut(
    "Change the analysis",
    html`<p>
      The figure opens from a table made when the page was built. A change here counts the verdicts of all
      completions anew, with DuckDB in your browser and the same SQL and estimators, and draws what comes out.
    </p>`,
    place
  ) as HTMLDetailsElement;
  panelFold.addEventListener("toggle", () => {
    if (panelFold.open) void offerChoices();
  });

  /** Draws what is shown, with the parts of the state that need no counting. */
  function draw(): void {
    const {mostGuessable, verifier} = shown.state;
    view = coverageView(shown.table, study, chosen(), state, {
      ...(verifier === null ? {} : {verifier}),
      notes: analysisNotes(shown.state),
      guess: (ks) => guessCurve(guessRates, chosen(), ks, {rate: state.guessRate, mostGuessable})
    });
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

  function openPanel(): void {
    const rows = table.benchmarks.find(({benchmark}) => benchmark === chosen());
    const ks = new Set(rows?.curves.flatMap(({points}) => points.map(({k}) => k)));
    panel = reanalysisPanel({
      state,
      policies: study.policies,
      verifier: study.benchmarks.find(({benchmark}) => benchmark === chosen())?.verifier ?? "",
      ks: [...ks].sort((a, b) => a - b),
      seed: table.seed,
      hasGuessRates: guessRates.some(({benchmark}) => benchmark === chosen()),
      onChange: (next, again) => {
        Object.assign(state, next);
        save(state);
        update(again);
      }
    });
    place.replaceChildren(panel.element);
    if (panelFold.open) void offerChoices();
  }

  async function offerChoices(): Promise<void> {
    const ours = panel;
    try {
      ours.offer(await analysis.choices(chosen()));
    } catch (error) {
      ours.report(`This browser could not start DuckDB: ${(error as Error).message}`, "error");
    }
  }

  /** Shows the state: from the page's own table where that has it, else counted anew. */
  function update(again: boolean): void {
    if (again || needsCounting(state)) {
      if (shown.table === table) draw();
      void recompute();
      return;
    }
    request++;
    shown = {table, state: readViewState("")};
    panel.report("");
    draw();
  }

  async function recompute(): Promise<void> {
    const ours = ++request;
    const [benchmark, wanted, to] = [chosen(), {...state}, panel];
    to.report("Counting …");
    const times: string[] = [];
    const show = ({table: made, milliseconds}: TimedTable): void => {
      if (ours !== request) return;
      const start = performance.now();
      shown = {table: made, state: wanted};
      draw();
      const took = whole(milliseconds + performance.now() - start);
      times.push(`${took} ms with ${whole(made.replicates)} resamples`);
      to.report(`Recomputed here in ${times.join(", in ")}`);
    };
    try {
      const final = await analysis.compute(benchmark, wanted, show);
      show(final);
      if (ours === request)
        to.report(`Recomputed here in ${times.join(", in ")}${comparison(final.table, table, wanted)}.`);
    } catch (error) {
      if (ours === request)
        to.report(`This browser could not recompute: ${(error as Error).message}`, "error");
    }
  }

  openPanel();
  onWidth(frame.element, (next) => {
    width = next;
    draw();
  });
  if (needsCounting(state)) {
    panelFold.open = true;
    void recompute();
  }
  return html`<div class="coverage-report">${benchmarks}${frame.element}${panelFold}${foldOuts}</div>`;
}

/** Whether the same analysis gives the same as when the page was built. */
function comparison(made: CoverageTable, table: CoverageTable, state: AnalysisState): string {
  if (needsCounting(state)) return "";
  const before = table.benchmarks.find(({benchmark}) => benchmark === made.benchmarks[0]?.benchmark);
  if (JSON.stringify(before) === JSON.stringify(made.benchmarks[0]))
    return ": the same as the table that the page was built with, to the bit";
  return agree(made.benchmarks[0], before)
    ? ": the same as the table that the page was built with, to 12 digits"
    : ": NOT the same as the table that the page was built with";
}

function save(state: ViewState): void {
  history.replaceState(
    history.state,
    "",
    `${location.pathname}${writeViewState(state, location.search)}${location.hash}`
  );
}
