import {html} from "htl";

/** A line that tells the reader what happens, or what went wrong. */
export interface StatusLine {
  element: HTMLElement;
  report: (text: string, kind?: "error") => void;
}

/** Read aloud whenever it changes. */
export function statusLine(): StatusLine {
  const element = html`<p class="status" role="status"></p>`;
  return {
    element,
    report(text, kind) {
      element.textContent = text;
      if (kind === undefined) delete element.dataset.kind;
      else element.dataset.kind = kind;
    }
  };
}
