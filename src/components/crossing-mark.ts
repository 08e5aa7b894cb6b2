import type {Scale} from "@observablehq/plot";
import {svg} from "htl";
import type {CrossingEstimate} from "../metrics/coverage-table.js";
import {budget, whole} from "./format.js";
import {pixel} from "./plotted-svg.js";

interface Placement {
  x: Scale;
  /** Height of the lane above the plot where the interval lies, in pixels. */
  lane: number;
  /** Foot of the plot. */
  bottom: number;
  /** Largest k on the axis. */
  kMax: number;
}

/**
 * Marks k*: a line down through the plot where the curves cross, and the interval of k* in a lane above, with an arrow
 * where it goes on beyond the axis. Only words where there is no crossing to mark.
 */
export function crossingMark(crossing: CrossingEstimate, {x, lane, bottom, kMax}: Placement): SVGElement {
  const [left, right] = [pixel(x, 1), pixel(x, kMax)];
  const {observed} = crossing;
  if (observed === null) return note(`no crossing up to k = ${whole(crossing.kMax)}`, right, lane, "end");
  if (observed > kMax) return note(`k* = ${budget(observed)}, beyond this range`, right, lane, "end");
  const place = (k: number | null): number =>
    k === null ? right : Math.min(right, Math.max(left, pixel(x, k)));
  const [at, low, high] = [place(observed), place(crossing.low), place(crossing.high)];
  const isOpen = crossing.high === null || crossing.high > kMax;
  const labelLeft = at > (left + right) / 2;
  return svg`<g class="crossing" fill="none" stroke="var(--ink-faint)">
    <line x1=${at} x2=${at} y1=${lane} y2=${bottom} stroke-dasharray="2 3"/>
    <line x1=${low} x2=${high} y1=${lane} y2=${lane} stroke="var(--ink-soft)" stroke-width="1.5"/>
    <line x1=${low} x2=${low} y1=${lane - 3.5} y2=${lane + 3.5} stroke="var(--ink-soft)" stroke-width="1.5"/>
    ${
      isOpen
        ? svg`<path d="M${high - 5},${lane - 4}l6,4l-6,4" stroke="var(--ink-soft)" stroke-width="1.5"/>`
        : svg`<line x1=${high} x2=${high} y1=${lane - 3.5} y2=${lane + 3.5} stroke="var(--ink-soft)" stroke-width="1.5"/>`
    }
    <circle cx=${at} cy=${lane} r="3.5" fill="var(--ink)" stroke="var(--ground)"/>
    ${note(
      observed <= 1 ? "base ahead from k = 1" : `k* = ${budget(observed)}`,
      labelLeft ? low - 8 : high + 8,
      lane,
      labelLeft ? "end" : "start"
    )}
  </g>`;
}

function note(text: string, x: number, y: number, anchor: "start" | "end"): SVGElement {
  return svg`<text x=${x} y=${y} dy="0.35em" text-anchor=${anchor} fill="var(--ink)" stroke="none" font-size="13">${text}</text>`;
}
