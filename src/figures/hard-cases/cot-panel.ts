import * as Plot from "@observablehq/plot";
import type {CotPoint} from "../../findings/hard-cases/cot-points.js";
import {percent} from "../../findings/shared/format.js";
import type {ReadEstimate} from "../../metrics/reading/valid-reasoning.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {bandMark, panelName} from "../shared/plot/panel-marks.js";
import {axisTitle, budgetScale, panelAxes, panelTitle, plotFrame} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

const HEIGHT = 250;
const MARGIN_TOP = 44;
const MARGIN_BOTTOM = 38;

export interface CotPanelOptions {
  width: number;
  style: PolicyStyle;
  most: number;
  /** CoT-pass@k at the points, with its interval, from what was read in order; null before enough is. */
  estimates: readonly ReadEstimate[] | null;
}

/** A policy's pass@k as a line, below it the range in which its CoT-pass@k lies, and in it the estimate, where there is one. */
export function cotPanel(
  points: readonly CotPoint[],
  {width, style, most, estimates}: CotPanelOptions
): PlottedSvg {
  const estimated = (estimates ?? []).map((one, i) => ({...one, k: points[i]!.k}));
  const frame = {...plotFrame(width, []), marginRight: 14};
  const ks = points.map(({k}) => k);
  return drawPanel({
    ...frame,
    height: HEIGHT,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    ariaLabel: altText(points, style.label, estimates?.at(-1)),
    x: budgetScale(ks),
    y: {domain: [0, most], label: null},
    marks: [
      ...panelAxes(ks, frame, {ticks: 5, tickFormat: (share) => `${Math.round(share * 100)}`}),
      panelName(style.label, {dx: -frame.marginLeft, dy: -MARGIN_TOP + 10, fill: style.color}),
      panelTitle("coverage, %", frame, MARGIN_TOP - 20),
      axisTitle("completions per problem, k", MARGIN_BOTTOM),
      bandMark(points, {x: "k", fill: style.color}),
      Plot.lineY(points, {x: "k", y: "low", stroke: style.color, strokeWidth: 1.2}),
      Plot.lineY(points, {x: "k", y: "high", stroke: style.color, strokeWidth: 1.2}),
      Plot.lineY(points, {x: "k", y: "pass", stroke: style.color, strokeWidth: 2}),
      Plot.dot(points, {x: "k", y: "pass", fill: style.color, symbol: style.symbol, r: 2.8}),
      Plot.ruleX(estimated, {x: "k", y1: "low", y2: "high", stroke: style.color, strokeWidth: 1.6}),
      Plot.dot(estimated, {x: "k", y: "estimate", stroke: style.color, fill: "var(--ground)", r: 3})
    ]
  });
}

function altText(points: readonly CotPoint[], label: string, estimate: ReadEstimate | undefined): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${label}: no completions`;
  const at = ({k, pass, low, high}: CotPoint): string =>
    `at k = ${k} pass@k is ${percent(pass)} and CoT-pass@k between ${percent(low)} and ${percent(high)}`;
  const read =
    estimate === undefined
      ? ""
      : `, by what was read ${percent(estimate.estimate)}, 95% interval from ${percent(estimate.low)} to ${percent(estimate.high)}`;
  return `${label}: ${at(first)}; ${at(last)}${read}.`;
}
