import {html} from "htl";
import type {GuessChoice} from "../../findings/guess/guess-table.js";
import {percent} from "../../findings/shared/format.js";
import {readGuessChoice} from "./guess-state.js";

const paperChoice = readGuessChoice("");

/**
 * A slider for the limit, a field for a guess rate of all problems, and a button back to the paper's rule; `onChange` hears
 * every change that makes sense.
 */
export function guessControls(
  {limit, uniform}: GuessChoice,
  onChange: (choice: GuessChoice) => void
): HTMLElement {
  const slider = html`<input
    type="range"
    name="limit"
    min="0"
    max="40"
    step="0.5"
    value=${inPercent(limit)}
  />` as HTMLInputElement;
  const shown = html`<output>${percent(limit)}</output>`;
  const rate = html`<input
    type="number"
    name="rate"
    min="0"
    max="100"
    step="any"
    placeholder="its own"
    value=${uniform === null ? "" : inPercent(uniform)}
  />` as HTMLInputElement;
  const reset = html`<button type="button">Reset</button>` as HTMLButtonElement;
  reset.disabled = isPaperChoice({limit, uniform});

  function tell(): void {
    if (!rate.checkValidity()) return;
    const choice = {
      limit: slider.valueAsNumber / 100,
      uniform: rate.value === "" ? null : rate.valueAsNumber / 100
    };
    shown.textContent = percent(choice.limit);
    reset.disabled = isPaperChoice(choice);
    onChange(choice);
  }
  slider.addEventListener("input", tell);
  rate.addEventListener("input", tell);
  reset.addEventListener("click", () => {
    slider.valueAsNumber = inPercent(paperChoice.limit);
    rate.value = "";
    slider.focus();
    tell();
  });
  return html`<div class="reanalysis">
    <label>Limit of the guess rate ${slider} ${shown}</label>
    <label>Guess rate of every problem, % ${rate}</label>
    ${reset}
  </div>`;
}

function isPaperChoice({limit, uniform}: GuessChoice): boolean {
  return limit === paperChoice.limit && uniform === paperChoice.uniform;
}

/** A share in percent, without the last digits of a product. */
function inPercent(share: number): number {
  return Number((share * 100).toPrecision(6));
}
