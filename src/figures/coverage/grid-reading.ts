import {html} from "htl";
import {budgetText, itemInterval, readCoverage} from "../../findings/coverage/coverage-reading.js";
import {swatch} from "../shared/plot/swatch.js";
import type {GridPanel} from "./grid-panels.js";

/** The values below a panel at the k that is read; it names the curves' colours, too. */
export interface GridReading {
  element: HTMLElement;
  show(k: number): void;
}

/** A line for each policy of the panel; differences stay in the CSV and the spoken reading. A panel with fewer completions than `k` is read at all of them. */
export function gridReading({view, styles}: GridPanel): GridReading {
  const element = html`<dl class="grid-reading"></dl>`;
  return {
    element,
    show(k) {
      const items = readCoverage(view, k).filter(({policy}) => policy !== null);
      element.replaceChildren(
        html`<div class="budget">
          <dt>at ${budgetText(items, k)}</dt>
        </div>`,
        ...items.map(
          (item) =>
            html`<div>
              <dt title=${item.label}>${swatch(styles.get(item.policy!)!)}${item.label}</dt>
              <dd>${item.value}</dd>
              <dd class="interval">${itemInterval(item, items)}</dd>
            </div>`
        )
      );
    }
  };
}
