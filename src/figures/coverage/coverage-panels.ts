import {html} from "htl";
import {
  budgetText,
  itemInterval,
  readCoverage,
  readingText
} from "../../findings/coverage/coverage-reading.js";
import {budgets, type CoverageView} from "../../findings/coverage/coverage-view.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import {kReader} from "../shared/plot/k-reader.js";
import {plotFrame} from "../shared/plot/plot-frame.js";
import {swatch} from "../shared/plot/swatch.js";
import {LUCK} from "./coverage-end-labels.js";
import {coveragePlot} from "./coverage-plot.js";
import {differencePlot} from "./difference-plot.js";

const DIFFERENCE_HEIGHT = 210;
const AXIS_HEIGHT = 26;

/** The panels of the pass@k figure with their reading strip. `value` is the budget that is read; `input` events tell of changes. */
export interface CoveragePanels extends HTMLElement {
  value: number;
}

/**
 * Coverage and difference against k, drawn `width` pixels wide. Pointing, touching, or the arrow keys on the handle at the
 * axis read every curve at one budget; `k` is the first (the nearest measured one is taken).
 */
export function coveragePanels(view: CoverageView, width: number, k: number): CoveragePanels {
  const styles = policyStyles(view.policies);
  const names = [...styles.values()].map(({label}) => label);
  const frame = plotFrame(width, view.guess ? [...names, LUCK] : names);
  const panels = [coveragePlot(view, {styles, frame, height: width < 480 ? 300 : 380})];
  if (view.coverage.comparisons.length > 0)
    panels.push(differencePlot(view, styles, frame, DIFFERENCE_HEIGHT));
  const strip = html`<dl class="reading"></dl>`;
  const place = html`<div class="figure-plot">${panels}</div>`;
  const element = html`<div>${place}${strip}</div>` as unknown as CoveragePanels;

  kReader({
    places: [{element: place, plots: panels}],
    ks: budgets(view),
    k,
    axisHeight: AXIS_HEIGHT,
    text: (budget) => readingText(readCoverage(view, budget), budget),
    onRead: (budget, isFirst) => {
      element.value = budget;
      const items = readCoverage(view, budget);
      strip.replaceChildren(
        html`<div>
          <dt>Reading at</dt>
          <dd>${budgetText(items, budget)}</dd>
        </div>`,
        ...items.map(
          (item) =>
            html`<div>
              <dt title=${item.label}>
                ${item.policy === null ? "" : swatch(styles.get(item.policy)!)}${item.label}
              </dt>
              <dd>${item.value} <span class="interval">${itemInterval(item, items)}</span></dd>
            </div>`
        )
      );
      if (!isFirst) element.dispatchEvent(new Event("input", {bubbles: true}));
    }
  });
  return element;
}
