import {html} from "htl";
import {statusLine, type StatusLine} from "../page/status-line.js";
import {reanalysisForm, type ReanalysisForm, type ReanalysisFormOptions} from "./reanalysis-form.js";
import type {AnalysisState} from "./view-state.js";

export interface ReanalysisPanelOptions extends ReanalysisFormOptions {
  /** Called with every change; `again` where the reader asks for the same once more. */
  onChange: (state: AnalysisState, again: boolean) => void;
}

/** The controls of the live re-analysis, and a line that tells what they do. */
export interface ReanalysisPanel extends Pick<StatusLine, "report">, Pick<ReanalysisForm, "offer"> {
  element: HTMLElement;
}

/** A change that the form finds invalid is refused where it was made, and goes no further. */
export function reanalysisPanel(options: ReanalysisPanelOptions): ReanalysisPanel {
  const form = reanalysisForm(options);
  const status = statusLine();
  const tell = (again: boolean): void => {
    if (form.element.reportValidity()) options.onChange(form.read(), again);
    else status.report(refusal(form.element), "error");
  };
  form.element.addEventListener("change", () => {
    tell(false);
  });
  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(true);
  });
  return {
    element: html`<div class="reanalysis-panel">${form.element}${status.element}</div>`,
    report: status.report,
    offer: form.offer
  };
}

/** What the browser says of the first control that holds no valid value. */
function refusal(form: HTMLFormElement): string {
  return (
    form.querySelector<HTMLInputElement | HTMLSelectElement>(":invalid:not(fieldset)")?.validationMessage ??
    ""
  );
}
