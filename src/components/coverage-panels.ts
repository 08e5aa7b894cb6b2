import {html, svg} from "htl";
import {coveragePlot} from "./coverage-plot.js";
import {readCoverage, readingText} from "./coverage-reading.js";
import {budgets, type CoverageView} from "./coverage-view.js";
import {differencePlot} from "./difference-plot.js";
import {whole} from "./format.js";
import {kHandle} from "./k-handle.js";
import {plotFrame} from "./plot-frame.js";
import {pixel, type PlottedSvg} from "./plotted-svg.js";
import {policyStyles} from "./policy-style.js";
import {swatch} from "./swatch.js";

const DIFFERENCE_HEIGHT = 210;

/** The panels of the pass@k figure with their reading strip. `value` is the budget that is read; `input` events tell of changes. */
export interface CoveragePanels extends HTMLElement {
  value: number;
}

/**
 * Coverage and difference against k, drawn `width` pixels wide. Pointing, touching, or the arrow keys on the handle at the
 * axis read every curve at one budget; `k` is the first (the nearest measured one is taken).
 */
export function coveragePanels(view: CoverageView, width: number, k: number): CoveragePanels {
  const ks = budgets(view);
  const styles = policyStyles(view.policies);
  const frame = plotFrame(width, styles.values());
  const upper = coveragePlot(view, styles, frame, width < 480 ? 300 : 380);
  const panels = [upper];
  if (view.coverage.comparisons.length > 0)
    panels.push(differencePlot(view, styles, frame, DIFFERENCE_HEIGHT));
  const hairs = panels.map((panel) => crosshair(panel));
  const strip = html`<dl class="reading"></dl>`;
  const scale = upper.scale("x")!;
  const handle = kHandle({
    ks,
    label: "Read the curves at k",
    text: (budget) => readingText(readCoverage(view, budget), budget),
    x: (budget) => pixel(scale, budget),
    top: Number(upper.getAttribute("height")) - 26
  });
  const plot = html`<div class="figure-plot">${panels}${handle}</div>`;
  const element = html`<div>${plot}${strip}</div>` as unknown as CoveragePanels;

  function read(budget: number): void {
    element.value = budget;
    handle.value = budget;
    for (const hair of hairs) hair.setAttribute("transform", `translate(${pixel(scale, budget)},0)`);
    strip.replaceChildren(
      html`<div>
        <dt>Reading at</dt>
        <dd>k = ${whole(budget)}</dd>
      </div>`,
      ...readCoverage(view, budget).map(
        (item) =>
          html`<div>
            <dt title=${item.label}>
              ${item.policy === null ? "" : swatch(styles.get(item.policy)!)}${item.label}
            </dt>
            <dd>${item.value} <span class="interval">${item.interval}</span></dd>
          </div>`
      )
    );
  }

  function readAndTell(budget: number): void {
    if (budget === element.value) return;
    read(budget);
    element.dispatchEvent(new Event("input", {bubbles: true}));
  }

  handle.addEventListener("input", () => {
    readAndTell(handle.value);
  });
  const point = (event: PointerEvent): void => {
    const x = event.clientX - plot.getBoundingClientRect().left;
    readAndTell(nearest(ks, (budget) => Math.abs(pixel(scale, budget) - x)));
  };
  plot.addEventListener("pointermove", point);
  plot.addEventListener("pointerdown", point);
  read(nearest(ks, (budget) => Math.abs(Math.log2(budget) - Math.log2(k))));
  return element;
}

/** The line at the budget that is read, from the top of a panel's axis to its foot. */
function crosshair(panel: PlottedSvg): SVGElement {
  const [bottom, top] = panel.scale("y")!.range as [number, number];
  const line = svg`<line class="crosshair" y1=${top} y2=${bottom} stroke="var(--ink)" stroke-opacity="0.45"/>`;
  panel.append(line);
  return line;
}

/** The budget with the least distance; 1 when there is none. */
function nearest(ks: readonly number[], distance: (k: number) => number): number {
  return ks.reduce((best, k) => (distance(k) < distance(best) ? k : best), ks[0] ?? 1);
}
