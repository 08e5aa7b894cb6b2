import * as Plot from "@observablehq/plot";
import type {PolicyStyle} from "./policy-style.js";

/** A point of a curve with its interval. */
export interface CurvePoint {
  k: number;
  estimate: number;
  low: number;
  high: number;
}

/** On the light ground; the style sheet has another for the dark one. */
const BAND_OPACITY = 0.16;

/** The intervals of one curve over k. */
function bandMark(points: readonly CurvePoint[], {color}: PolicyStyle): Plot.Markish {
  return Plot.areaY(points, {
    x: "k",
    y1: "low",
    y2: "high",
    fill: color,
    fillOpacity: BAND_OPACITY,
    className: "band"
  });
}

/** Line and markers of one curve over k. */
function lineMarks(points: readonly CurvePoint[], {color, symbol}: PolicyStyle): Plot.Markish[] {
  return [
    Plot.lineY(points, {x: "k", y: "estimate", stroke: color, strokeWidth: 2}),
    Plot.dot(points, {x: "k", y: "estimate", fill: color, symbol, r: 2.8})
  ];
}

/** Curves with their intervals, the bands below all lines. */
export function curveMarks(
  curves: readonly {points: readonly CurvePoint[]; style: PolicyStyle}[]
): Plot.Markish[] {
  return [
    ...curves.map(({points, style}) => bandMark(points, style)),
    ...curves.flatMap(({points, style}) => lineMarks(points, style))
  ];
}
