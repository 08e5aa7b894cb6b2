import {html} from "htl";
import {whole} from "./format.js";

/** What a reader may change about the analysis. */
export interface ReanalysisChoice {
  withoutTruncated: boolean;
  seed: number;
  kMax: number;
}

export interface ReanalysisPanel {
  element: HTMLElement;
  /** Tells the reader what happens, or what went wrong. */
  report(text: string, kind?: "error"): void;
}

/** The controls of the live re-analysis. `onChange` is called with every choice, and `onRecompute` when the reader asks for the same once more. */
export function reanalysisPanel({
  choice,
  ks,
  onChange,
  onRecompute
}: {
  choice: ReanalysisChoice;
  ks: readonly number[];
  onChange: (choice: ReanalysisChoice) => void;
  onRecompute: (choice: ReanalysisChoice) => void;
}): ReanalysisPanel {
  const truncated = html`<input
    type="checkbox"
    name="truncated"
    checked=${choice.withoutTruncated}
  />` as HTMLInputElement;
  const seed = html`<input
    type="number"
    name="seed"
    min="1"
    max="999999999"
    step="1"
    required
    value=${choice.seed}
  />` as HTMLInputElement;
  const kMax = html`<select name="k">
    ${ks.map((k) => html`<option value=${k} selected=${k === choice.kMax}>${whole(k)}</option>`)}
  </select>` as HTMLSelectElement;
  const status = html`<p class="status" role="status"></p>`;
  const current = (): ReanalysisChoice => ({
    withoutTruncated: truncated.checked,
    seed: Number(seed.value),
    kMax: Number(kMax.value)
  });
  for (const control of [truncated, seed, kMax]) {
    control.addEventListener("change", () => {
      if (seed.reportValidity()) onChange(current());
    });
  }
  const recompute = html`<button type="button">Recompute</button>`;
  recompute.addEventListener("click", () => {
    if (seed.reportValidity()) onRecompute(current());
  });
  return {
    element: html`<div class="reanalysis-panel">
      <div class="reanalysis">
        <label>${truncated} Leave out completions cut at the token limit</label>
        <label>Seed of the bands ${seed}</label>
        <label>Largest k ${kMax}</label>
        ${recompute}
      </div>
      ${status}
    </div>`,
    report(text, kind) {
      status.textContent = text;
      if (kind === undefined) delete status.dataset.kind;
      else status.dataset.kind = kind;
    }
  };
}
