import {html} from "htl";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import type {LiveAnalysis} from "../shared/live/live-analysis.js";
import {reanalysisPanel, type ReanalysisPanel} from "../shared/live/reanalysis-panel.js";
import type {StatusLine} from "../shared/page/status-line.js";
import {foldOut} from "../shared/page/fold-out.js";
import type {CoverageChoice} from "./coverage-choice.js";

export interface AnalysisFoldOptions {
  table: CoverageTable;
  study: StudySummary;
  guessRates: readonly GuessRate[];
  choice: CoverageChoice;
  analysis: LiveAnalysis;
  /** Called with every change of the choice; `again` where the reader asks for the same once more. */
  onChange: (again: boolean) => void;
}

/** The fold-out with the controls of the re-analysis. DuckDB starts when it opens, for the choices that only tables tell. */
export interface AnalysisFold extends StatusLine {
  element: HTMLDetailsElement;
  /** Makes the controls anew: for another benchmark. */
  renew(): void;
}

/** Its controls are those of the chosen benchmark. */
export function analysisFold(options: AnalysisFoldOptions): AnalysisFold {
  const {choice, analysis} = options;
  let panel = benchmarkPanel(options);
  const place = html`<div>${panel.element}</div>`;
  const element = foldOut(
    "Change the analysis",
    html`<p>
      The figure opens from a table made when the page was built. A change here counts the verdicts of all
      completions anew, with DuckDB in your browser and the same SQL and estimators, and draws what comes out.
    </p>`,
    place
  ) as HTMLDetailsElement;

  async function offerChoices(): Promise<void> {
    const ours = panel;
    try {
      ours.offer(await analysis.choices(choice.benchmark));
    } catch (error) {
      ours.report(`This browser could not start DuckDB: ${(error as Error).message}`, "error");
    }
  }

  element.addEventListener("toggle", () => {
    if (element.open) void offerChoices();
  });
  return {
    element,
    report: (text, kind) => {
      panel.report(text, kind);
    },
    renew() {
      panel = benchmarkPanel(options);
      place.replaceChildren(panel.element);
      if (element.open) void offerChoices();
    }
  };
}

function benchmarkPanel(options: AnalysisFoldOptions): ReanalysisPanel {
  const {table, study, guessRates, choice, onChange} = options;
  const isChosen = ({benchmark}: {benchmark: string}): boolean => benchmark === choice.benchmark;
  const rows = table.benchmarks.find(isChosen);
  const ks = new Set(rows?.curves.flatMap(({points}) => points.map(({k}) => k)));
  return reanalysisPanel({
    state: choice.state,
    policies: policiesOn(choice.benchmark, table, study),
    verifier: study.benchmarks.find(isChosen)?.verifier ?? "",
    ks: [...ks].sort((a, b) => a - b),
    seed: table.seed,
    hasGuessRates: guessRates.some(isChosen),
    onChange: (analysis, again) => {
      choice.changeAnalysis(analysis);
      onChange(again);
    }
  });
}

/** The policies that have completions on a benchmark: others cannot be left out there. */
export function policiesOn(
  benchmark: string,
  {benchmarks}: Pick<CoverageTable, "benchmarks">,
  {policies}: Pick<StudySummary, "policies">
): PolicySummary[] {
  const curves = benchmarks.find((one) => one.benchmark === benchmark)?.curves ?? [];
  return policies.filter(({policy}) => curves.some((curve) => curve.policy === policy));
}
