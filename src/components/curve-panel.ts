import * as Plot from "@observablehq/plot";
import {keyLine, keyPlaces, panelKey, type KeyEntry} from "./panel-key.js";
import {drawPlot, type PlottedSvg} from "./plotted-svg.js";

/** A value with its interval; low and high equal the estimate where there is none. */
export interface PanelPoint {
  x: number;
  estimate: number;
  low: number;
  high: number;
}

/** A line of a panel. */
export interface PanelCurve extends KeyEntry {
  points: readonly PanelPoint[];
  /** Holds each value until the next x from the left: a step function. */
  isStep?: boolean;
}

/** An axis of a panel. */
export interface PanelAxis {
  domain: readonly [number, number];
  /** Values, or about how many of them. */
  ticks: readonly number[] | number;
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
const TEXT = {fill: "var(--ink-soft)", fontSize: 12.5};
/** On the light ground; the style sheet has another for the dark one. */
const BAND_OPACITY = 0.16;

/** A panel of curves with their intervals: a heading, a key of the curves, axes with barely visible grid lines. */
export function curvePanel({title, xTitle, x, y, curves, alt, width, height}: CurvePanel): PlottedSvg {
  const places = keyPlaces(curves, width);
  const keyHeight = keyLine * (places.length === 0 ? 0 : places.at(-1)!.line + 1);
  const marginTop = HEADING_LINE * title.length + keyHeight + 14;
  const plot = drawPlot({
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
      Plot.gridY({...tickOption(y), stroke: "var(--grid)", strokeOpacity: 1}),
      Plot.axisY({...tickOption(y), ...TEXT, tickSize: 0, tickFormat: y.format}),
      Plot.axisX({
        ...tickOption(x),
        ...TEXT,
        anchor: "bottom",
        tickSize: 4,
        tickFormat: x.format,
        stroke: "var(--ink-faint)"
      }),
      ...(y.domain[0] <= 0 && y.domain[1] >= 0 ? [Plot.ruleY([0], {stroke: "var(--ink-faint)"})] : []),
      ...heading(title, width, marginTop),
      Plot.text([xTitle], {...TEXT, frameAnchor: "bottom", dy: MARGIN.bottom - 2}),
      ...curves.map(bandMark),
      ...curves.flatMap(lineMarks)
    ]
  }) as PlottedSvg;
  plot.setAttribute("role", "img");
  plot.append(...panelKey(curves, places, HEADING_LINE * title.length + 4));
  return plot;
}

function tickOption({ticks}: PanelAxis): {ticks: number | number[]} {
  return {ticks: typeof ticks === "number" ? ticks : [...ticks]};
}

function heading(lines: readonly string[], width: number, marginTop: number): Plot.Markish[] {
  return lines.map((line, i) =>
    Plot.text([line], {
      frameAnchor: "top-left",
      dx: -MARGIN.left,
      dy: 4 + (HEADING_LINE - 1) * i - marginTop,
      lineWidth: width / (i === 0 ? 14 : 13),
      textOverflow: "ellipsis-end",
      fill: i === 0 ? "var(--ink)" : "var(--ink-soft)",
      fontWeight: i === 0 ? 600 : 400,
      fontSize: i === 0 ? 14 : 13
    })
  );
}

function bandMark({points, color, isStep}: PanelCurve): Plot.Markish {
  return Plot.areaY(points, {
    x: "x",
    y1: "low",
    y2: "high",
    fill: color,
    fillOpacity: BAND_OPACITY,
    className: "band",
    curve: isStep ? "step-before" : "linear"
  });
}

function lineMarks({points, color, symbol, isExtrapolated, isStep}: PanelCurve): Plot.Markish[] {
  const line = Plot.lineY(points, {
    x: "x",
    y: "estimate",
    stroke: color,
    strokeWidth: 2,
    curve: isStep ? "step-before" : "linear",
    ...(isExtrapolated ? {strokeDasharray: "5 4"} : {})
  });
  if (symbol === null) return [line];
  return [line, Plot.dot(points, {x: "x", y: "estimate", fill: color, symbol, r: 2.8})];
}
