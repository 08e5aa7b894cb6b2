import {html} from "htl";

/** A part of the page that unfolds under its title. */
export function foldOut(title: string, ...content: unknown[]): HTMLElement {
  return html`<details class="fold-out">
    <summary>${title}</summary>
    ${content}
  </details>`;
}
