import {html} from "htl";
import {oneAnswer, type FigureAnswer} from "../../../findings/shared/figure-answer.js";
import {unbroken} from "../../../findings/shared/format.js";
import {answerElement} from "./answer-element.js";
import {restsOn} from "./figure-source.js";

/** The parts of a figure that follow the data. */
interface FigureContent {
  answer: FigureAnswer | string;
  plot: Node;
  caption: string;
}

/** A figure whose frame stays while its content changes, so that open fold-outs and the focus stay too. */
export interface FigureFrame {
  element: HTMLElement;
  show(content: FigureContent): void;
}

/** The frame that every figure stands in: its answer, the plot, the caption, actions, fold-outs. `labelledBy` is the id of the heading above. `soFar`: how many completions it rests on while the run goes on, where the page says it less exactly. */
export function figureFrame({
  labelledBy,
  actions,
  foldOuts,
  soFar = restsOn()
}: {
  labelledBy: string;
  actions: Node;
  foldOuts: readonly Node[];
  soFar?: string;
}): FigureFrame {
  const answer = html`<div></div>`;
  let shown: FigureAnswer | null = null;
  // What the page keeps out of sight while it draws, the browser could not go to.
  let isLinked = location.hash === `#${labelledBy}`;
  const plot = html`<div class="figure-body"></div>`;
  const caption = html`<figcaption class="figure-caption"></figcaption>`;
  return {
    element: html`<figure class="figure" aria-labelledby=${labelledBy}>
      ${answer}
      <div class="figure-drawn">${plot}${caption}</div>
      ${actions}${foldOuts}
    </figure>`,
    show(content) {
      const next = typeof content.answer === "string" ? oneAnswer(content.answer) : content.answer;
      if (JSON.stringify(next) !== JSON.stringify(shown)) answer.replaceChildren(answerElement(next));
      shown = next;
      plot.replaceChildren(content.plot);
      const rests = soFar === "" ? "" : ` S${soFar.slice(1)}.`;
      caption.textContent = unbroken(`${content.caption}${rests}`);
      if (!isLinked) return;
      isLinked = false;
      requestAnimationFrame(() => document.getElementById(labelledBy)?.scrollIntoView());
    }
  };
}
