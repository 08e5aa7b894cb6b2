import {html} from "htl";
import {allZeroText, isAllZero} from "../../findings/coverage/all-zero.js";
import {coverageAnswer} from "../../findings/coverage/coverage-answer.js";
import {coverageCaption} from "../../findings/coverage/coverage-caption.js";
import {coverageCsv} from "../../findings/coverage/coverage-rows.js";
import {coverageView, type CoverageView} from "../../findings/coverage/coverage-view.js";
import {exactMarksNote, withExact} from "../../findings/coverage/exact-answer.js";
import type {FigureAnswer} from "../../findings/shared/figure-answer.js";
import {guessCurve} from "../../findings/coverage/guess-curve.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {analysisNotes} from "../shared/live/analysis-notes.js";
import type {AnalysisState} from "../shared/live/view-state.js";
import {figureActions} from "../shared/page/figure-actions.js";
import {figureFrame} from "../shared/page/figure-frame.js";
import {onWidth} from "../shared/page/on-width.js";
import {figureAddress, linkedParameter} from "../shared/page/page-address.js";
import type {CoverageChoice} from "./coverage-choice.js";
import {coveragePanels} from "./coverage-panels.js";

export interface CoverageFigureOptions {
  /** Id of the heading that asks the figure's question. */
  labelledBy: string;
  study: StudySummary;
  guessRates: readonly GuessRate[];
  /** src/data/exact.json; shown where the analysis is the one that the page opens with. */
  exact?: ExactTable | null;
  /** Text of problem-counts.sql. */
  problemCountsSql: string;
}

/** A coverage table and the analysis that it came of. */
export interface CoverageResult {
  table: CoverageTable;
  state: AnalysisState;
}

/** The pass@k figure of the chosen benchmark. */
export interface CoverageFigure {
  element: HTMLElement;
  /** What the next drawing shows. */
  result: CoverageResult;
  /** Draws the result with those parts of the choice that need no counting. */
  draw(): void;
  /** Shows why there is nothing to draw, in the figure's place, until the next drawing. */
  fail(reason: string): void;
}

/** Draws once it is laid out, and when its width changes; the budget that is read stays over all drawings. */
export function coverageFigure(
  {labelledBy, study, guessRates, exact = null, problemCountsSql}: CoverageFigureOptions,
  choice: CoverageChoice,
  result: CoverageResult,
  onView: (view: CoverageView | null) => void
): CoverageFigure {
  let width = 0;
  let failure: string | null = null;
  // What another analysis counts is not what the exact rates are of.
  const exactOf = ({table}: CoverageResult) => (table === result.table ? exact : null);
  const most = Math.max(1, ...result.table.benchmarks.flatMap(({curves}) => curves.map(({n}) => n)));
  let budget = Number(linkedParameter(labelledBy, "at") ?? NaN) || most;
  let view: CoverageView | null = null;
  const frame = figureFrame({
    labelledBy,
    actions: figureActions({
      name: () => `pass-at-k-${choice.benchmark}`,
      csv: () => coverageCsv(view ? [view] : []),
      query: problemCountsSql,
      link: () => figureAddress(labelledBy, {at: String(budget)})
    }),
    foldOuts: []
  });

  function draw(): void {
    if (width === 0) return;
    view =
      failure === null
        ? resultView(figure.result, choice, {study, guessRates, exact: exactOf(figure.result)})
        : null;
    onView(view);
    const words = view === null ? (failure ?? missingText(choice)) : instead(view);
    if (view === null || words !== null) {
      frame.show({answer: words!, plot: html`<p></p>`, caption: view ? coverageCaption(view) : ""});
      return;
    }
    const panels = coveragePanels(view, width, budget);
    panels.addEventListener("input", () => {
      budget = panels.value;
    });
    frame.show({...viewWords(view), plot: panels});
  }

  const figure: CoverageFigure = {
    element: frame.element,
    result,
    draw() {
      failure = null;
      draw();
    },
    fail(reason) {
      failure = reason;
      draw();
    }
  };
  onWidth(frame.element, (next) => {
    width = next;
    draw();
  });
  return figure;
}

function viewWords(view: CoverageView): {answer: FigureAnswer; caption: string} {
  return {
    answer: withExact(coverageAnswer(view), [view]),
    caption: coverageCaption(view) + exactMarksNote([view])
  };
}

function missingText({benchmark, state: {verifier}}: CoverageChoice): string {
  return verifier === null
    ? `No verdicts for ${benchmark} yet: sample and verify it, then build again.`
    : `${verifier} has judged none of these completions: choose another verifier.`;
}

/** What is said instead of a plot of nothing; null where there is something to draw. */
function instead(view: CoverageView): string | null {
  return isAllZero(view) && view.guess === null ? allZeroText([view]) : null;
}

function resultView(
  {table, state}: CoverageResult,
  choice: CoverageChoice,
  {study, guessRates, exact}: Pick<CoverageFigureOptions, "study" | "guessRates"> & {exact: ExactTable | null}
): CoverageView | null {
  const {verifier, mostGuessable} = state;
  return coverageView(table, study, choice.benchmark, choice.state, {
    ...(verifier === null ? {} : {verifier}),
    notes: analysisNotes(state),
    exact,
    guess: (ks) => guessCurve(guessRates, choice.benchmark, ks, {rate: choice.state.guessRate, mostGuessable})
  });
}
