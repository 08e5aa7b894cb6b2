import {axisBottom} from "d3-axis";
import {scaleLog, type ScaleLogarithmic} from "d3-scale";
import {create} from "d3-selection";
import {svg} from "htl";
import {round} from "../shared/plot/svg-panel.js";

/** Perplexities from 1 to an end on a logarithmic axis, in pixels; values beyond an end stand at it. */
export type PerplexityScale = ScaleLogarithmic<number, number>;

/** Where ticks may stand, the more important first: d3's own are powers of ten, and few axes here reach the first. */
const candidates = [
  1, 2, 5, 10, 20, 50, 100, 1.5, 3, 1.2, 1.1, 30, 1.3, 1.4, 1.7, 4, 1.05, 1.6, 1.8, 1.02, 1.01
];

/** Pixels between two ticks at least. */
const LEAST_GAP = 38;

/** The scale of an axis from `left` to `right`, in pixels. */
export function perplexityScale(high: number, [left, right]: readonly [number, number]): PerplexityScale {
  return scaleLog([1, high], [left, right]).clamp(true);
}

/** The ticks that fit, ascending. */
export function perplexityTicks(scale: PerplexityScale): number[] {
  const [, high] = scale.domain() as [number, number];
  const ticks: number[] = [];
  for (const value of candidates)
    if (value <= high && ticks.every((tick) => Math.abs(scale(tick) - scale(value)) >= LEAST_GAP))
      ticks.push(value);
  return ticks.sort((a, b) => a - b);
}

/** Grid lines from `top` to `bottom`, the ticks' numbers and the axis' title below. */
export function perplexityAxisMarks(scale: PerplexityScale, top: number, bottom: number): SVGElement {
  const [left, right] = scale.range() as [number, number];
  const axis = create<SVGGElement>("svg:g").attr("transform", `translate(0,${bottom})`);
  axis.call(
    axisBottom(scale)
      .tickValues(perplexityTicks(scale))
      .tickFormat(String)
      .tickSize(top - bottom)
      .tickPadding(6)
  );
  axis.attr("font-size", 12.5).attr("font-family", null);
  axis.select(".domain").remove();
  axis.selectAll("line").attr("stroke", "var(--grid)");
  axis.selectAll("text").attr("fill", "var(--ink-soft)");
  return svg`<g>
    ${axis.node()}
    <text x=${round((left + right) / 2)} y=${bottom + 35} text-anchor="middle" fill="var(--ink-soft)" font-size="12.5">perplexity per token</text>
  </g>`;
}

/** Pixels below the bottom that the marks of an axis take. */
export const AXIS_HEIGHT = 40;

/** The name of a row at its upper left; grid lines do not cross its letters. */
export function rowLabel(text: string, y: number, color: string): SVGElement {
  return svg`<text x="0" y=${y} fill=${color} stroke="var(--ground)" stroke-width="4" paint-order="stroke" font-size="13" font-weight="600">${text}</text>`;
}
