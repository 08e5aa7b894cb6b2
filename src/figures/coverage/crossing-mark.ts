import type {Scale} from "@observablehq/plot";
import {svg} from "htl";
import {budget, whole} from "../../findings/shared/format.js";
import type {CrossingEstimate} from "../../metrics/coverage/coverage-table.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {pixel} from "../shared/plot/plotted-svg.js";

interface Placement {
  x: Scale;
  /** Height of the lane above the plot where the interval lies, in pixels. */
  lane: number;
  /** Foot of the plot. */
  bottom: number;
  /** Smallest and largest k on the axis. */
  kMin: number;
  kMax: number;
  /** Room right of the plot that the label may use, in pixels. */
  room: number;
  /** Whose k* it is, where several are marked. */
  of?: Pick<PolicyStyle, "label"> | undefined;
}

/**
 * Marks k*: a line down through the plot where the curves cross, and the interval of k* in a lane above, with an arrow
 * where it goes on beyond the axis. Only words where there is no crossing to mark.
 */
export function crossingMark(
  crossing: CrossingEstimate,
  {x, lane, bottom, kMin, kMax, room, of}: Placement
): SVGElement {
  const [left, right] = [pixel(x, kMin), pixel(x, kMax)];
  const {observed} = crossing;
  if (crossing.isSame) return note("no k*: the curves are the same", right, lane, "end");
  if (observed === null) return note(`no crossing up to k = ${whole(crossing.kMax)}`, right, lane, "end");
  if (observed > kMax) return note(`k* = ${budget(observed)}, beyond this range`, right, lane, "end");
  if (kMin > 1 && observed < kMin)
    return note(`k* = ${budget(observed)}, before this range`, left, lane, "start");
  const place = (k: number | null): number =>
    k === null ? right : Math.min(right, Math.max(left, pixel(x, k)));
  const [at, low, high] = [place(observed), place(crossing.low), place(crossing.high)];
  const isOpen = crossing.high === null || crossing.high > kMax;
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
    ${label(observed, {low, high, left, right, lane, room, of})}
  </g>`;
}

/** Width of a letter of the label, about, in pixels. */
const LETTER = 6.4;

/** The label of k*, beside the interval where there is room for it, else on the interval's right end. */
function label(
  observed: number,
  place: {low: number; high: number; left: number; right: number} & Pick<Placement, "lane" | "room" | "of">
): SVGElement {
  const {low, high, left, right, lane, room, of} = place;
  const value = observed <= 1 ? "base ahead from k = 1" : `k* = ${budget(observed)}`;
  const text = of === undefined ? value : `${value}, ${of.label}`;
  const width = text.length * LETTER + 8;
  if (high + width <= right + room) return note(text, high + 8, lane, "start");
  return low - width >= left ? note(text, low - 8, lane, "end") : note(text, right - 10, lane, "end");
}

function note(text: string, x: number, y: number, anchor: "start" | "end"): SVGElement {
  return svg`<text x=${x} y=${y} dy="0.35em" text-anchor=${anchor} fill="var(--ink)" stroke="var(--ground)" stroke-width="5" paint-order="stroke" font-size="13">${text}</text>`;
}
