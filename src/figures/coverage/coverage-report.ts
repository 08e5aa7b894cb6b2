import {html} from "htl";
import {coverageView} from "../../findings/coverage/coverage-view.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {needsCounting} from "../shared/live/analysis-notes.js";
import {analysisWords} from "../shared/live/analysis-words.js";
import {impossibleAnalysis} from "../shared/live/impossible-analysis.js";
import {liveAnalysis} from "../shared/live/live-analysis.js";
import {readViewState} from "../shared/live/view-state.js";
import {choice as radios} from "../shared/page/choice.js";
import {onReturn} from "../shared/page/page-address.js";
import {analysisFold, policiesOn} from "./analysis-fold.js";
import {changedAnalysis} from "./changed-analysis.js";
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
  const changed = changedAnalysis(() => {
    choice.reset();
    show();
  });
  const figure = coverageFigure(options, choice, built(), (view) => {
    const opened = coverageView(table, study, choice.benchmark, {});
    changed.show(choice.state, {opened, changed: view});
  });
  const fold = analysisFold({...options, choice, analysis, onChange: update});
  const recount = coverageRecount({analysis, table, choice, figure, report: fold.report});
  const benchmarks = html`<div></div>`;

  const whyNot = (): string | null =>
    impossibleAnalysis(choice.state, policiesOn(choice.benchmark, table, study));

  /** Shows what is chosen: from the page's own table where that has it, else counted anew. */
  function update(again: boolean): void {
    const reason = whyNot();
    // Until it is counted there is nothing to compare, but what is chosen is said at once.
    changed.show(choice.state, {opened: null, changed: null});
    if (reason === null && (again || needsCounting(choice.state))) {
      if (figure.result.table === table) figure.draw();
      void recount.start();
      return;
    }
    recount.cancel();
    fold.report("");
    figure.result = built();
    if (reason === null) figure.draw();
    else figure.fail(reason);
  }

  /** Shows the choice anew, the controls of the analysis too. */
  function show(): void {
    recount.cancel();
    figure.result = built();
    fold.renew();
    update(false);
  }

  const renewSwitch = (): void => {
    const element = benchmarkSwitch(study, choice.benchmark, (benchmark) => {
      choice.changeBenchmark(benchmark);
      show();
    });
    benchmarks.replaceChildren(element);
  };

  onReturn(() => {
    choice.restore();
    renewSwitch();
    show();
  });
  renewSwitch();
  if (analysisWords(choice.state).length > 0) fold.element.open = true;
  if (needsCounting(choice.state) || whyNot() !== null) update(false);
  return html`<div class="coverage-report">
    ${benchmarks}${changed.element}${figure.element}${fold.element}${foldOuts}
  </div>`;
}

function benchmarkSwitch(
  {benchmarks}: StudySummary,
  chosen: string,
  onChoose: (benchmark: string) => void
): HTMLElement {
  const element = radios(
    "Benchmark",
    benchmarks.map(({benchmark, label}) => ({value: benchmark, label})),
    chosen
  );
  element.addEventListener("input", () => {
    onChoose(element.value);
  });
  return element;
}
