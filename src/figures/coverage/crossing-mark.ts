import type {Scale} from "@observablehq/plot";
import {scaleLog} from "d3-scale";
import {create} from "d3-selection";
import {line} from "d3-shape";
import {budget, whole} from "../../findings/shared/format.js";
import type {CrossingEstimate} from "../../metrics/coverage/coverage-table.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {pixel} from "../shared/plot/plotted-svg.js";
import {round} from "../shared/plot/svg-panel.js";
import {textWidth} from "../shared/plot/text-width.js";

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
export function crossingMark(crossing: CrossingEstimate, placement: Placement): SVGElement {
  const {x, lane, kMin, kMax} = placement;
  const [left, right] = [pixel(x, kMin), pixel(x, kMax)];
  const {observed} = crossing;
  if (crossing.isSame) return note("no k*: the curves are the same", right, lane, "end");
  if (observed === null) return note(`no crossing up to k = ${whole(crossing.kMax)}`, right, lane, "end");
  if (observed > kMax) return note(`k* = ${budget(observed)}, beyond this range`, right, lane, "end");
  if (kMin > 1 && observed < kMin)
    return note(`k* = ${budget(observed)}, before this range`, left, lane, "start");
  // An axis of one k is drawn up to twice that.
  const most = Math.max(2 * kMin, kMax);
  const place = scaleLog([kMin, most], [left, pixel(x, most)]);
  const at = (k: number | null): number => round(place(Math.min(kMax, Math.max(kMin, k ?? kMax))));
  const interval = {low: at(crossing.low), high: at(crossing.high)};
  const mark = drawMark(at(observed), {
    ...interval,
    isOpen: crossing.high === null || crossing.high > kMax,
    ...placement
  });
  mark.append(label(observed, {...interval, left, right, ...placement}));
  return mark;
}

type Point = [x: number, y: number];

/** Half the height of the strokes at the interval's ends, in pixels. */
const END = 3.5;

/** The line down, the interval with its ends or its arrow, and the dot at k*; all in pixels. */
function drawMark(
  at: number,
  {low, high, isOpen, lane, bottom}: {low: number; high: number; isOpen: boolean} & Placement
): SVGGElement {
  const draw = line();
  const stroke = (end: number): Point[] => [
    [end, lane - END],
    [end, lane + END]
  ];
  const arrow: Point[] = [
    [high - 5, lane - 4],
    [high + 1, lane],
    [high - 5, lane + 4]
  ];
  const span: Point[] = [
    [low, lane],
    [high, lane]
  ];
  const mark = create<SVGGElement>("svg:g")
    .attr("class", "crossing")
    .attr("fill", "none")
    .attr("stroke", "var(--ink-faint)");
  mark.append("path").attr("d", `M${at},${lane}V${bottom}`).attr("stroke-dasharray", "2 3");
  mark
    .append("g")
    .attr("stroke", "var(--ink-soft)")
    .attr("stroke-width", 1.5)
    .selectAll("path")
    .data([span, stroke(low), isOpen ? arrow : stroke(high)])
    .join("path")
    .attr("d", draw);
  mark
    .append("circle")
    .attr("cx", at)
    .attr("cy", lane)
    .attr("r", 3.5)
    .attr("fill", "var(--ink)")
    .attr("stroke", "var(--ground)");
  return mark.node()!;
}

const SIZE = 13;

/** The label of k*, beside the interval where there is room for it, else on the interval's right end. */
function label(
  observed: number,
  place: {low: number; high: number; left: number; right: number} & Pick<Placement, "lane" | "room" | "of">
): SVGElement {
  const {low, high, left, right, lane, room, of} = place;
  const value = budget(observed) === "1" ? "base ahead from k = 1" : `k* = ${budget(observed)}`;
  const text = of === undefined ? value : `${value}, ${of.label}`;
  const width = textWidth(text, SIZE) + 16;
  if (high + width <= right + room) return note(text, high + 8, lane, "start");
  return low - width >= left ? note(text, low - 8, lane, "end") : note(text, right - 10, lane, "end");
}

function note(text: string, x: number, y: number, anchor: "start" | "end"): SVGElement {
  return create<SVGTextElement>("svg:text")
    .attr("x", x)
    .attr("y", y)
    .attr("dy", "0.35em")
    .attr("text-anchor", anchor)
    .attr("fill", "var(--ink)")
    .attr("stroke", "var(--ground)")
    .attr("stroke-width", 5)
    .attr("paint-order", "stroke")
    .attr("font-size", SIZE)
    .text(text)
    .node()!;
}
