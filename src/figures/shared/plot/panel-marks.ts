import * as Plot from "@observablehq/plot";
import {fittedSize} from "./text-width.js";

/** The letters of axes and of what they show. */
export const axisText = {fill: "var(--ink-soft)", fontSize: 12.5};

const nameText = {fill: "var(--ink)", fontWeight: 600, fontSize: 14};

/** Ticks of an axis: values, or about how many of them, and how they are written. */
export interface AxisTicks {
  ticks: readonly number[] | number;
  format?: (value: number) => string;
}

/** Axes on the left and below, with grid lines barely there and the zero line drawn, unless told that zero is not on the axis. */
export function gridAxes(x: AxisTicks, y: AxisTicks, {hasZero = true} = {}): Plot.Markish[] {
  return [
    Plot.gridY({ticks: tickOptions(y).ticks, stroke: "var(--grid)", strokeOpacity: 1}),
    Plot.axisY({...axisText, ...tickOptions(y), tickSize: 0}),
    Plot.axisX({
      ...axisText,
      ...tickOptions(x),
      anchor: "bottom",
      tickSize: 4,
      stroke: "var(--ink-faint)"
    }),
    ...(hasZero ? [Plot.ruleY([0], {stroke: "var(--ink-faint)"})] : [])
  ];
}

function tickOptions({ticks, format}: AxisTicks): {
  ticks: number | number[];
  tickFormat?: (value: number) => string;
} {
  return {
    ticks: typeof ticks === "number" ? ticks : [...ticks],
    ...(format ? {tickFormat: format} : {})
  };
}

/** What a panel is about, on one line, moved by `dx` and `dy` from the upper left corner of what it draws. */
export function panelName(name: string, options: {dx: number; dy: number; fill?: string}): Plot.Markish {
  return Plot.text([name], {...nameText, frameAnchor: "top-left", ...options});
}

/** Lines of a heading at the upper left of a panel, in smaller letters where they would be wider than it; the first stands out. */
export function panelHeading(
  lines: readonly string[],
  {width, marginLeft, marginTop}: {width: number; marginLeft: number; marginTop: number}
): Plot.Markish[] {
  return lines.map((line, i) =>
    Plot.text([line], {
      ...(i === 0 ? nameText : {fill: "var(--ink-soft)", fontWeight: 400}),
      frameAnchor: "top-left",
      dx: -marginLeft,
      dy: 4 + 17 * i - marginTop,
      fontSize: fittedSize(line, i === 0 ? nameText.fontSize : 13, width)
    })
  );
}

/** How an end label stands to its point, and looks. */
interface EndLabelOptions {
  x: string;
  y: string;
  dx: number;
  dy: number;
  fill: string;
  fontSize?: number;
  /** Of a label of several lines, in letters' heights. */
  lineHeight?: number;
  textAnchor?: "start" | "end";
  /** Ground around the letters, where other lines pass below them. */
  stroke?: string;
  strokeWidth?: number;
}

/** The name of a line, to the right of its last point unless told otherwise. */
export function endLabel(point: object, label: string, options: EndLabelOptions): Plot.Markish {
  return Plot.text([point], {
    fontWeight: 600,
    fontSize: 14,
    textAnchor: "start",
    text: () => label,
    ...options
  });
}

/** On the light ground; the style sheet has another for the dark one. */
const BAND_OPACITY = 0.16;

/** The intervals of a line, from `low` to `high`. */
export function bandMark(
  points: readonly {low: number; high: number}[],
  options: {x: string; fill: string; curve?: Plot.CurveName}
): Plot.Markish {
  return Plot.areaY(points, {
    y1: "low",
    y2: "high",
    fillOpacity: BAND_OPACITY,
    className: "band",
    ...options
  });
}
