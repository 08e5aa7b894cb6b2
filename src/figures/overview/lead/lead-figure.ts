import {html} from "htl";
import {
  crossingLines,
  leadCaption,
  leadCautions,
  leadSentence,
  movedText
} from "../../../findings/lead/lead-text.js";
import {leadTitle} from "../../../findings/lead/lead-title.js";
import {runsCrossing} from "../../../findings/runs/runs-text.js";
import {oneAnswer} from "../../../findings/shared/figure-answer.js";
import {soFarText} from "../../../findings/shared/so-far-text.js";
import {unbroken} from "../../../findings/shared/format.js";
import type {LeadView} from "../../../findings/lead/lead-view.js";
import {coverageAltText} from "../../../findings/coverage/coverage-caption.js";
import {coverageCsv} from "../../../findings/coverage/coverage-rows.js";
import type {CoverageView} from "../../../findings/coverage/coverage-view.js";
import type {CoverageTable} from "../../../metrics/coverage/coverage-table.js";
import type {SoFar} from "../../../metrics/study/so-far.js";
import type {StudySummary} from "../../../metrics/study/study-summary.js";
import {figureActions} from "../../shared/page/figure-actions.js";
import {figureFrame} from "../../shared/page/figure-frame.js";
import {foldOut} from "../../shared/page/fold-out.js";
import {onWidth} from "../../shared/page/on-width.js";
import {missingNotice} from "../../shared/page/responsive-figure.js";
import {leadPlot} from "./lead-plot.js";

/** What a report begins with: the finding as the page's title, which a built page has already, in words, and as one large figure. */
export function leadFigure({
  view,
  study,
  table,
  query,
  labelledBy,
  foldOuts
}: {
  view: LeadView;
  study: StudySummary;
  /** The coverage table that the pair is in. */
  table: CoverageTable;
  /** Text of sql/problem-counts.sql. */
  query: string;
  /** Id of the heading above, which gets the pair's title. */
  labelledBy: string;
  foldOuts: readonly Node[];
}): HTMLElement {
  const rows = asCoverageView(view, study, table);
  const caption = leadCaption(view);
  const answer = oneAnswer(leadSentence(view));
  const cautions = leadCautions(view).map(
    ({title, text}) => html`<li><b>${title}:</b> ${unbroken(text)}</li>`
  );
  const frame = figureFrame({
    labelledBy,
    actions: figureActions({
      name: () => "what-came-out",
      csv: () => coverageCsv([rows]),
      query
    }),
    foldOuts: [...runsFoldOut(view), ...foldOuts],
    soFar: soFarText(cellsOf(view, study))
  });
  const alt = [coverageAltText(rows), crossingLines(view).join(" "), movedText(view)]
    .filter((text) => text !== "")
    .join(" ");
  if (cautions.length > 0)
    frame.element.querySelector(".figure-body")!.before(
      html`<ul class="lead-cautions">
        ${cautions}
      </ul>`
    );
  onWidth(frame.element, (width) => {
    const plot = html`<div class="figure-plot">${leadPlot(view, width, alt)}</div>`;
    frame.show({answer, plot, caption});
  });
  const heading = document.getElementById(labelledBy);
  const title = leadTitle(view);
  if (heading && heading.textContent !== title) heading.textContent = title;
  return frame.element;
}

/** What several training runs say of k*, beyond the two numbers of their line. */
function runsFoldOut({runs}: LeadView): HTMLElement[] {
  const text = runs ? runsCrossing(runs) : "";
  return text === "" ? [] : [foldOut("Where the curves of the training runs cross", html`<p>${text}</p>`)];
}

/** Stands in the figure's place until a pair has verdicts. */
export function missingLead(): HTMLElement {
  return missingNotice(
    "No policy has verdicts beside its base yet: run npm run sample and npm run verify, and build again."
  );
}

/** The pair alone as the other figures and files have it. */
function asCoverageView(view: LeadView, study: StudySummary, table: CoverageTable): CoverageView {
  const {benchmark, base, trained, curves, comparison, problems, luck} = view;
  return {
    coverage: {
      benchmark: benchmark.benchmark,
      problems,
      curves: [curves.base, curves.trained],
      comparisons: [comparison]
    },
    benchmark,
    policies: [base, trained],
    study,
    bootstrap: table,
    notes: [],
    guess: luck
  };
}

/** What the run has of the pair that leads, while it goes on. */
function cellsOf({experiment, benchmark, comparison}: LeadView, {soFar = []}: StudySummary): SoFar[] {
  return soFar.filter(
    (cell) =>
      cell.experiment === experiment &&
      cell.benchmark === benchmark.benchmark &&
      [comparison.base, comparison.rl].includes(cell.policy)
  );
}
