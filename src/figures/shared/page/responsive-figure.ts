import {html} from "htl";
import type {FigureAnswer} from "../../../findings/shared/figure-answer.js";
import {figureActions} from "./figure-actions.js";
import {figureFrame} from "./figure-frame.js";
import {onWidth} from "./on-width.js";

export interface ResponsiveFigure {
  /** Id of the heading that asks the figure's question. */
  labelledBy: string;
  /** Name of the saved files, without extension. */
  name: string;
  answer: FigureAnswer | string;
  caption: string;
  /** The figure's data as CSV. */
  csv: () => string;
  /** SQL of the table behind the figure. */
  query: string;
  /** The panels, or elements that hold one each, for a figure `width` pixels wide. A panel has role `img`. */
  draw: (width: number) => readonly Element[];
  foldOuts: readonly Node[];
  /** False where no address shows the figure again. */
  isLinked?: boolean;
}

/** A figure in its frame, drawn anew whenever the frame's width changes. Panels flow into as many columns as fit. */
export function responsiveFigure(figure: ResponsiveFigure): HTMLElement {
  const frame = figureFrame({
    labelledBy: figure.labelledBy,
    actions: figureActions({
      name: () => figure.name,
      csv: figure.csv,
      query: figure.query,
      ...(figure.isLinked === false ? {link: null} : {})
    }),
    foldOuts: figure.foldOuts
  });
  onWidth(frame.element, (width) => {
    const plot = html`<div class="figure-plot small-multiples">${figure.draw(width)}</div>`;
    frame.show({answer: figure.answer, plot, caption: figure.caption});
  });
  return frame.element;
}

/** Says what a study lacks for a figure, in the figure's place. */
export function missingNotice(text: string): HTMLElement {
  return html`<p class="missing-notice">${text}</p>`;
}

/** A notice of what is missing; none for an empty text. */
export function missingNotices(text: string): HTMLElement[] {
  return text === "" ? [] : [missingNotice(text)];
}
