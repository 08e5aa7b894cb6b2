import * as Plot from "@observablehq/plot";
import {percent} from "../../../findings/shared/format.js";
import type {PolicyStyle} from "../../../findings/shared/policy-style.js";
import {bandMark} from "./panel-marks.js";

/** A point of a curve with its interval. */
export interface CurvePoint {
  k: number;
  estimate: number;
  low: number;
  high: number;
}

/** A value that the paper printed, to stand beside measured ones in its own mark. */
export interface PublishedPoint {
  k: number;
  /** Coverage, 0 to 1. */
  coverage: number;
  /** What it is, for example `Qwen2.5-7B, MATH500 (Table 2)`. */
  label: string;
}

/** Line and markers of one curve over k; of published numbers the markers are hollow and the line is thin. */
function lineMarks(
  points: readonly CurvePoint[],
  {color, symbol, isPublished = false, isLuck = false}: PolicyStyle
): Plot.Markish[] {
  if (isLuck) return guessMarks(points.map(({k, estimate}) => ({k, coverage: estimate})));
  const paint = isPublished ? {fill: "var(--ground)", stroke: color, strokeWidth: 1.75} : {fill: color};
  return [
    Plot.lineY(points, {x: "k", y: "estimate", stroke: color, strokeWidth: isPublished ? 1.25 : 2}),
    Plot.dot(points, {x: "k", y: "estimate", symbol, r: isPublished ? 3.2 : 2.8, ...paint})
  ];
}

/** Curves with their intervals, the bands below all lines. */
export function curveMarks(
  curves: readonly {points: readonly CurvePoint[]; style: PolicyStyle}[]
): Plot.Markish[] {
  return [
    ...curves.map(({points, style}) => bandMark(points, {x: "k", fill: style.color})),
    ...curves.flatMap(({points, style}) => lineMarks(points, style))
  ];
}

/** Published values: hollow circles without a line; pointing at one tells what it is. */
export function publishedMarks(points: readonly PublishedPoint[]): Plot.Markish[] {
  if (points.length === 0) return [];
  return [
    Plot.dot(points, {
      x: "k",
      y: "coverage",
      r: 4,
      stroke: "var(--role-published)",
      strokeWidth: 1.75,
      fill: "var(--ground)",
      title: ({label, coverage}: PublishedPoint) => `published: ${label} ${percent(coverage)}`
    })
  ];
}

/** A value that was computed from all solutions, at the settings and without truncation. */
interface ExactMark {
  k: number;
  settings: number;
  full: number;
  /** Of the policy. */
  color: string;
}

/** Exact values: a × at the settings, a + without truncation; pointing at one tells it. */
export function exactMarks(points: readonly ExactMark[]): Plot.Markish[] {
  if (points.length === 0) return [];
  const mark = (y: "settings" | "full", words: string): Plot.Markish =>
    Plot.dot(points, {
      x: "k",
      y,
      symbol: y === "settings" ? "times" : "plus",
      r: 4,
      stroke: "color",
      strokeWidth: 1.5,
      title: (point: ExactMark) => `exact, ${words}: ${percent(point[y])} at k = ${point.k}`
    });
  return [mark("settings", "at the settings"), mark("full", "from all tokens at temperature 1")];
}

/** The guess floor: a dotted line without markers, since nothing was measured. */
export function guessMarks(points: readonly {k: number; coverage: number}[]): Plot.Markish[] {
  if (points.length === 0) return [];
  return [
    Plot.lineY(points, {
      x: "k",
      y: "coverage",
      stroke: "var(--ink-soft)",
      strokeWidth: 1.5,
      strokeDasharray: "1.5 4",
      strokeLinecap: "round",
      className: "guess-floor"
    })
  ];
}
