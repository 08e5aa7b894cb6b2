import {html} from "htl";
import type {FigureAnswer} from "../../../findings/shared/figure-answer.js";
import {unbroken} from "../../../findings/shared/format.js";

/** The answer as it stands under a figure's question. */
export function answerElement({lead, cases}: FigureAnswer): HTMLElement {
  const lines = cases.map(({title, text}) => html`<li><b>${title}:</b> ${unbroken(text)}</li>`);
  return html`<div class="figure-answer">
    <p>${unbroken(lead)}</p>
    ${
      lines.length === 0
        ? ""
        : html`<ul>
            ${lines}
          </ul>`
    }
  </div>`;
}
