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

/** Band, line and markers of one curve over k. */
export function curveMarks(points: readonly CurvePoint[], {color, symbol}: PolicyStyle): Plot.Markish[] {
  return [
    Plot.areaY(points, {
      x: "k",
      y1: "low",
      y2: "high",
      fill: color,
      fillOpacity: BAND_OPACITY,
      className: "band"
    }),
    Plot.lineY(points, {x: "k", y: "estimate", stroke: color, strokeWidth: 2}),
    Plot.dot(points, {x: "k", y: "estimate", fill: color, symbol, r: 2.8})
  ];
}
