import {html} from "htl";
import {problemOption} from "./perplexity-problem-panel.js";
import type {ProblemChoice} from "./problem-choice.js";

/** A control for each of the problems that stand beside each other. */
export interface ProblemSelects {
  element: HTMLElement;
  /** Makes the controls anew: for another pair. */
  renew(): void;
}

/** Offers the chosen pair's problems; `onChange` is called after each change of the choice. */
export function problemSelects(choice: ProblemChoice, onChange: () => void): ProblemSelects {
  const element = html`<div class="reanalysis" style="font: 0.9375rem/1.3 var(--sans)"></div>`;
  const renew = (): void => {
    element.replaceChildren(
      ...choice.shown.map((selected, place) => {
        const select = problemSelect(choice, selected.problem_id);
        select.addEventListener("input", () => {
          choice.changeProblem(place, select.value);
          onChange();
        });
        return html`<label>${place === 0 ? "Problem" : "beside"} ${select}</label>`;
      })
    );
  };
  renew();
  return {element, renew};
}

function problemSelect({offered, named}: ProblemChoice, selected: string): HTMLSelectElement {
  return html`<select>
    ${offered.map(
      (problem) =>
        html`<option value=${problem.problem_id} selected=${problem.problem_id === selected}>
          ${problemOption(problem, named)}
        </option>`
    )}
  </select>` as HTMLSelectElement;
}
