import {html} from "htl";
import {namedPair, pairTitle, type NamedPair} from "../../findings/perplexity/perplexity-conditions.js";
import {problemAnswer, problemCaption} from "../../findings/perplexity/perplexity-problem-text.js";
import {toCsv} from "../../findings/shared/csv.js";
import type {PerplexityProblem, PerplexityProblems} from "../../metrics/perplexity/perplexity-points.js";
import {paperConditions} from "../../metrics/perplexity/perplexity-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {choice as radios} from "../shared/page/choice.js";
import {figureActions} from "../shared/page/figure-actions.js";
import {figureFrame} from "../shared/page/figure-frame.js";
import {onWidth} from "../shared/page/on-width.js";
import {onReturn} from "../shared/page/page-address.js";
import {missingNotice} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import {perplexityProblemPanel} from "./perplexity-problem-panel.js";
import {hasPoints, ProblemChoice} from "./problem-choice.js";
import {problemSelects} from "./problem-selects.js";

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
  const choice = new ProblemChoice(pairs, study);
  const styles = policyStyles(study.policies);
  let width = 0;
  const frame = figureFrame({
    labelledBy,
    actions: figureActions({
      name: () => "perplexity-of-two-problems",
      csv: () => pointsCsv(choice.shown, choice.named),
      query
    }),
    foldOuts: []
  });

  function draw(): void {
    if (width === 0) return;
    const {named, shown} = choice;
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

  const selects = problemSelects(choice, draw);
  const bar = html`<div></div>`;
  const showPair = (): void => {
    selects.renew();
    draw();
  };
  const show = (): void => {
    bar.replaceChildren(pairs.length > 1 ? comparison(choice, pairs, study, showPair) : "");
    showPair();
  };
  onReturn(() => {
    choice.restore();
    show();
  });
  show();
  onWidth(frame.element, (next) => {
    width = next;
    draw();
  });
  return html`<div>${bar}${selects.element}${frame.element}</div>`;
}

function comparison(
  choice: ProblemChoice,
  pairs: readonly PerplexityProblems[],
  study: StudySummary,
  onChoose: () => void
): HTMLElement {
  const element = radios(
    "Comparison",
    pairs.map((pair, i) => ({value: String(i), label: pairTitle(namedPair(pair, study), pairs)})),
    String(choice.pair)
  );
  element.addEventListener("input", () => {
    choice.changePair(Number(element.value));
    onChoose();
  });
  return element;
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
