import {html} from "htl";
import type {AnswerCase, FigureAnswer} from "../../../findings/shared/figure-answer.js";
import {unbroken, whole} from "../../../findings/shared/format.js";
import {foldOut} from "./fold-out.js";

/** The answer as it stands under a figure's question: sentences, and the numbers behind them to unfold. */
export function answerElement({lead, cases, note}: FigureAnswer): HTMLElement {
  const isPlain = cases.length === 0 && note === undefined;
  return html`<div class="figure-answer">
    <p>${unbroken(lead)}</p>
    ${
      isPlain
        ? ""
        : foldOut(
            cases.length === 0
              ? "How sure is this?"
              : `The numbers${["", " of both"][cases.length - 1] ?? ` of all ${whole(cases.length)}`}`,
            cases.length === 0 ? "" : caseTable(cases),
            note === undefined ? "" : html`<p>${unbroken(note)}</p>`
          )
    }
  </div>`;
}

function caseTable(cases: readonly AnswerCase[]): HTMLElement {
  const heads = cases[0]?.cells?.map(({head}) => head) ?? [];
  const rows = cases.map(({title, text, cells}) => {
    const values = cells?.map(({value}) => value) ?? [text];
    const kind = heads.length === 0 ? "is-row" : "";
    return html`<tr>
      <th scope="row">${title}</th>
      ${values.map(
        (value, i) => html`<td class=${kind} data-label=${heads[i] ?? ""}>${unbroken(value)}</td>`
      )}
    </tr>`;
  });
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Numbers">
    <table class="answer-cases is-stacked">
      ${
        heads.length === 0
          ? ""
          : html`<thead>
              <tr>
                <td></td>
                ${heads.map((head) => html`<th scope="col">${head}</th>`)}
              </tr>
            </thead>`
      }
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
