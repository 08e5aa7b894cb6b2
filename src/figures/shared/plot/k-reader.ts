import {least} from "d3-array";
import {svg} from "htl";
import {kHandle} from "./k-handle.js";
import {pixel, type PlottedSvg} from "./plotted-svg.js";

/** An element with plots over k in it, one below the other, that begin at its left edge and share their k axis. */
interface ReadPlace {
  element: HTMLElement;
  plots: readonly PlottedSvg[];
  /** Where these plots are read when budget `k` is: smaller where they end before. Default: at `k`. */
  budget?: (k: number) => number;
}

export interface KReaderOptions {
  /** Where the plots are. The handle stands on the axis of the first place's first plot. */
  places: readonly ReadPlace[];
  /** The budgets that can be read, ascending. */
  ks: readonly number[];
  /** The first one read; the nearest of `ks` is taken. */
  k: number;
  /** Height of the first plot's k axis above its foot, in pixels. */
  axisHeight: number;
  /** What is read at a budget, for people who hear it. */
  text: (k: number) => string;
  /** Told the first budget, and each one that a reader goes to; `isFirst` tells which. */
  onRead: (k: number, isFirst: boolean) => void;
}

/**
 * Reads several plots at one budget: pointing at any of them, touching it, or the keys on the handle move a line in all.
 * Appends the lines to the plots and the handle to the first plot's place.
 */
export function kReader({places, ks, k, axisHeight, text, onRead}: KReaderOptions): void {
  const first = places[0]?.plots[0];
  if (!first) return;
  const hairs = places.flatMap(({plots, budget = (k) => k}) =>
    plots.map((plot) => ({line: crosshair(plot), scale: plot.scale("x")!, at: budget}))
  );
  const scale = first.scale("x")!;
  const handle = kHandle({
    ks,
    label: "Read the curves at k",
    text,
    x: (budget) => pixel(scale, budget),
    top: Number(first.getAttribute("height")) - axisHeight
  });
  places[0]!.element.append(handle);
  let reading = NaN;

  function read(budget: number, isFirst: boolean): void {
    if (budget === reading) return;
    reading = budget;
    handle.value = budget;
    for (const {line, scale, at} of hairs)
      line.setAttribute("transform", `translate(${pixel(scale, at(budget))},0)`);
    onRead(budget, isFirst);
  }

  handle.addEventListener("input", () => {
    read(handle.value, false);
  });
  for (const {element, plots} of places) {
    const scale = plots[0]!.scale("x")!;
    const point = (event: PointerEvent): void => {
      const x = event.clientX - element.getBoundingClientRect().left;
      read(
        nearest(ks, (budget) => Math.abs(pixel(scale, budget) - x)),
        false
      );
    };
    element.addEventListener("pointermove", point);
    element.addEventListener("pointerdown", point);
  }
  read(
    nearest(ks, (budget) => Math.abs(Math.log2(budget) - Math.log2(k))),
    true
  );
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
  return least(ks, distance) ?? 1;
}
