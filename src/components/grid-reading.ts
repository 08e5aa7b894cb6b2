import {html} from "htl";
import {readCoverage} from "./coverage-reading.js";
import {whole} from "./format.js";
import type {GridPanel} from "./grid-panels.js";
import {swatch} from "./swatch.js";

/** The values below a panel at the k that is read; it names the curves' colours, too. */
export interface GridReading {
  element: HTMLElement;
  show(k: number): void;
}

/** A line for each policy of the panel; differences stay in the CSV and the spoken reading. */
export function gridReading({view, styles}: GridPanel): GridReading {
  const element = html`<dl class="grid-reading"></dl>`;
  return {
    element,
    show(k) {
      const items = readCoverage(view, k).filter(({policy}) => policy !== null);
      element.replaceChildren(
        html`<div>
          <dt>at k = ${whole(k)}</dt>
        </div>`,
        ...items.map(
          ({label, policy, value, interval}) =>
            html`<div>
              <dt title=${label}>${swatch(styles.get(policy!)!)}${label}</dt>
              <dd>${value}</dd>
              <dd class="interval">${interval}</dd>
            </div>`
        )
      );
    }
  };
}
