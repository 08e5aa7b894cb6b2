import {html} from "htl";
import {namedPair, pairTitle, type NamedPair} from "../../findings/perplexity/perplexity-conditions.js";
import {problemAnswer, problemCaption} from "../../findings/perplexity/perplexity-problem-text.js";
import {toCsv} from "../../findings/shared/csv.js";
import type {PerplexityProblem, PerplexityProblems} from "../../metrics/perplexity/perplexity-points.js";
import {paperConditions} from "../../metrics/perplexity/perplexity-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {choice} from "../shared/page/choice.js";
import {figureActions} from "../shared/page/figure-actions.js";
import {figureFrame} from "../shared/page/figure-frame.js";
import {onWidth} from "../shared/page/on-width.js";
import {missingNotice} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {roleStyles} from "../shared/plot/policy-family.js";
import {perplexityProblemPanel, problemOption} from "./perplexity-problem-panel.js";
import {openingView, readProblemView, writeProblemView} from "./perplexity-problem-view.js";

export interface PerplexityProblemFigureOptions {
  labelledBy: string;
  problems: readonly PerplexityProblems[];
  study: StudySummary;
  /** Text of perplexity.sql. */
  query: string;
}

/** Two problems beside each other, completion by completion, chosen by the reader. The choice lives in the URL. */
export function perplexityProblemFigure({
  labelledBy,
  problems,
  study,
  query
}: PerplexityProblemFigureOptions): HTMLElement {
  const pairs = problems.filter((pair) => pair.problems.some(hasPoints));
  if (pairs.length === 0) return missingNotice("This figure needs the same scores as the one above.");
  const styles = roleStyles(study.policies);
  let view = readProblemView(location.search, pairs);
  let width = 0;

  const current = (): {named: NamedPair; shown: PerplexityProblem[]} => {
    const pair = pairs[view.pair]!;
    return {
      named: namedPair(pair, study),
      shown: view.problems.map((id) => pair.problems.find(({problem_id}) => problem_id === id)!)
    };
  };
  const frame = figureFrame({
    labelledBy,
    actions: figureActions({
      name: () => "perplexity-of-two-problems",
      panels: () => [...frame.element.querySelectorAll<SVGSVGElement>(".figure-plot > svg")],
      caption: () => problemCaption(current().named, study),
      csv: () => pointsCsv(current().shown, current().named),
      query
    }),
    foldOuts: []
  });
  const pairChoice = choice(
    "Comparison",
    pairs.map((pair, i) => ({value: String(i), label: pairTitle(namedPair(pair, study), pairs)})),
    String(view.pair)
  );
  const selects = html`<div class="reanalysis" style="font: 0.9375rem/1.3 var(--sans)"></div>`;

  function draw(): void {
    if (width === 0) return;
    const {named, shown} = current();
    const high = axisEnd(shown);
    const panels = shown.map((problem) =>
      perplexityProblemPanel(problem, named, {width: panelWidth(width, shown.length), high, styles})
    );
    frame.show({
      answer: problemAnswer(shown, named),
      plot: html`<div class="figure-plot small-multiples">${panels}</div>`,
      caption: problemCaption(named, study)
    });
  }

  function fillSelects(): void {
    const pair = pairs[view.pair]!;
    const named = namedPair(pair, study);
    selects.replaceChildren(
      ...view.problems.map((selected, place) => {
        const select = html`<select>
          ${pair.problems
            .filter(hasPoints)
            .map(
              (problem) =>
                html`<option value=${problem.problem_id} selected=${problem.problem_id === selected}>
                  ${problemOption(problem, named)}
                </option>`
            )}
        </select>` as HTMLSelectElement;
        select.addEventListener("input", () => {
          view = {...view, problems: view.problems.with(place, select.value)};
          remember();
        });
        return html`<label>${place === 0 ? "Problem" : "beside"} ${select}</label>`;
      })
    );
  }

  function remember(): void {
    history.replaceState(
      history.state,
      "",
      `${location.pathname}${writeProblemView(view, pairs, location.search)}${location.hash}`
    );
    draw();
  }

  pairChoice.addEventListener("input", () => {
    view = openingView(Number(pairChoice.value), pairs);
    fillSelects();
    remember();
  });
  onWidth(frame.element, (next) => {
    width = next;
    draw();
  });
  fillSelects();
  return html`<div>${pairs.length > 1 ? pairChoice : null}${selects}${frame.element}</div>`;
}

function hasPoints({points}: PerplexityProblem): boolean {
  return points.some(({perplexities}) => perplexities.length > 0);
}

/** One axis for the problems shown: its end is just beyond the largest perplexity. */
function axisEnd(shown: readonly PerplexityProblem[]): number {
  return (
    1.02 * Math.max(1.1, ...shown.flatMap(({points}) => points.flatMap(({perplexities}) => perplexities)))
  );
}

function pointsCsv(shown: readonly PerplexityProblem[], {benchmark, base, rl}: NamedPair): string {
  const rows = shown.flatMap(({problem_id, points}) =>
    points.flatMap(({perplexities, verdicts}, row) => {
      const {scorer, author} = paperConditions[row]!;
      return perplexities.map((value, i) => [
        benchmark.benchmark,
        base.policy,
        rl.policy,
        problem_id,
        scorer,
        author,
        value,
        author === "reference" ? "correct" : ({c: "correct", i: "incorrect"}[verdicts[i]!] ?? null)
      ]);
    })
  );
  return toCsv(
    ["benchmark", "base", "rl", "problem_id", "scored_by", "written_by", "perplexity", "verdict"],
    rows
  );
}
