import * as Plot from "@observablehq/plot";
import type {PanelPoint} from "../../../findings/shared/curve-point.js";
import {keyLine, keyPlaces, panelKey, type KeyEntry} from "./panel-key.js";
import {bandMark, gridAxes, panelHeading, type AxisTicks} from "./panel-marks.js";
import {axisTitle} from "./plot-frame.js";
import {drawPanel, type PlottedSvg} from "./plotted-svg.js";

/** A line of a panel. */
export interface PanelCurve extends KeyEntry {
  points: readonly PanelPoint[];
  /** Holds each value until the next x from the left: a step function. */
  isStep?: boolean;
}

/** An axis of a panel. */
export interface PanelAxis extends AxisTicks {
  domain: readonly [number, number];
  format: (value: number) => string;
  /** Base 2. */
  isLog?: boolean;
}

export interface CurvePanel {
  /** Lines of the heading; the first stands out. */
  title: readonly string[];
  /** Below the horizontal axis. */
  xTitle: string;
  x: PanelAxis;
  y: PanelAxis;
  curves: readonly PanelCurve[];
  /** The panel in words, for people who do not see it. */
  alt: string;
  width: number;
  height: number;
}

const MARGIN = {left: 40, right: 14, bottom: 40};
const HEADING_LINE = 18;

/** A panel of curves with their intervals: a heading, a key of the curves, axes with barely visible grid lines. */
export function curvePanel({title, xTitle, x, y, curves, alt, width, height}: CurvePanel): PlottedSvg {
  const places = keyPlaces(curves, width);
  const keyHeight = keyLine * (places.length === 0 ? 0 : places.at(-1)!.line + 1);
  const marginTop = HEADING_LINE * title.length + keyHeight + 14;
  const plot = drawPanel({
    width,
    height: height + keyHeight,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop,
    marginBottom: MARGIN.bottom,
    ariaLabel: `${title.join(", ")}. ${alt}`,
    x: {...(x.isLog ? {type: "log", base: 2} : {type: "linear"}), domain: [...x.domain], label: null},
    y: {domain: [...y.domain], label: null},
    marks: [
      ...gridAxes(x, y, {hasZero: y.domain[0] <= 0 && y.domain[1] >= 0}),
      ...panelHeading(title, {width, marginLeft: MARGIN.left, marginTop}),
      axisTitle(xTitle, MARGIN.bottom),
      ...curves.map(curveBand),
      ...curves.flatMap(lineMarks)
    ]
  });
  plot.append(...panelKey(curves, places, HEADING_LINE * title.length + 4));
  return plot;
}

function curveBand({points, color, isStep}: PanelCurve): Plot.Markish {
  return bandMark(points, {x: "x", fill: color, curve: isStep ? "step-before" : "linear"});
}

function lineMarks({points, color, symbol, isExtrapolated, dash, isStep}: PanelCurve): Plot.Markish[] {
  const line = Plot.lineY(points, {
    x: "x",
    y: "estimate",
    stroke: color,
    strokeWidth: 2,
    curve: isStep ? "step-before" : "linear",
    ...(isExtrapolated ? {strokeDasharray: "5 4"} : dash === undefined ? {} : {strokeDasharray: dash})
  });
  if (symbol === null) return [line];
  return [line, Plot.dot(points, {x: "x", y: "estimate", fill: color, symbol, r: 2.8})];
}
