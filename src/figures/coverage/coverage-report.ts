import {html} from "htl";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import {needsCounting} from "../shared/live/analysis-notes.js";
import {liveAnalysis} from "../shared/live/live-analysis.js";
import {readViewState} from "../shared/live/view-state.js";
import {choice as radios} from "../shared/page/choice.js";
import {analysisFold} from "./analysis-fold.js";
import {CoverageChoice} from "./coverage-choice.js";
import {coverageFigure, type CoverageFigureOptions, type CoverageResult} from "./coverage-figure.js";
import {coverageRecount} from "./coverage-recount.js";

export interface CoverageReportOptions extends CoverageFigureOptions {
  /** Row of the paper whose policies and benchmarks `table` and `study` hold. */
  experiment: string;
  table: CoverageTable;
  /** URLs of the tables that the re-analysis counts from, as Arrow. */
  tables: Readonly<Record<"tallies" | "experiment_cells" | "problems", string>>;
  /** Fold-outs below the figure. */
  foldOuts: readonly Node[];
}

/**
 * The pass@k figure with its benchmark switch and live re-analysis. Draws from the table; DuckDB starts when the reader
 * opens the controls, or with the page where its address asks for another analysis.
 */
export function coverageReport(options: CoverageReportOptions): HTMLElement {
  const {table, study, foldOuts} = options;
  const choice = new CoverageChoice(study);
  const analysis = liveAnalysis(options);
  const built = (): CoverageResult => ({table, state: readViewState("")});
  const figure = coverageFigure(options, choice, built());
  const fold = analysisFold({...options, choice, analysis, onChange: update});
  const recount = coverageRecount({analysis, table, choice, figure, report: fold.report});
  const benchmarks = radios(
    "Benchmark",
    study.benchmarks.map(({benchmark, label}) => ({value: benchmark, label})),
    choice.benchmark
  );

  /** Shows what is chosen: from the page's own table where that has it, else counted anew. */
  function update(again: boolean): void {
    if (again || needsCounting(choice.state)) {
      if (figure.result.table === table) figure.draw();
      void recount.start();
      return;
    }
    recount.cancel();
    fold.report("");
    figure.result = built();
    figure.draw();
  }

  benchmarks.addEventListener("input", () => {
    choice.changeBenchmark(benchmarks.value);
    recount.cancel();
    figure.result = built();
    fold.renew();
    update(false);
  });
  if (needsCounting(choice.state)) {
    fold.element.open = true;
    void recount.start();
  }
  return html`<div class="coverage-report">${benchmarks}${figure.element}${fold.element}${foldOuts}</div>`;
}
