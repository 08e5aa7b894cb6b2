import {svg} from "htl";
import {round} from "../shared/plot/svg-panel.js";

/** A logarithmic axis of perplexities from 1 to `high`, between two places in pixels. */
export interface PerplexityAxis {
  high: number;
  left: number;
  right: number;
}

/** Where ticks may stand, the more important first. */
const candidates = [
  1, 2, 5, 10, 20, 50, 100, 1.5, 3, 1.2, 1.1, 30, 1.3, 1.4, 1.7, 4, 1.05, 1.6, 1.8, 1.02, 1.01
];

/** Pixels between two ticks at least. */
const LEAST_GAP = 38;

/** A perplexity in pixels; values beyond the end stand at it. */
export function place({high, left, right}: PerplexityAxis, perplexity: number): number {
  const share = Math.log(Math.min(Math.max(perplexity, 1), high)) / Math.log(high);
  return left + share * (right - left);
}

/** The ticks that fit, ascending. */
export function perplexityTicks(axis: PerplexityAxis): number[] {
  const ticks: number[] = [];
  for (const value of candidates) {
    if (value > axis.high) continue;
    if (ticks.every((tick) => Math.abs(place(axis, tick) - place(axis, value)) >= LEAST_GAP))
      ticks.push(value);
  }
  return ticks.sort((a, b) => a - b);
}

/** Grid lines from `top` to `bottom`, the ticks' numbers and the axis' title below. */
export function perplexityAxisMarks(axis: PerplexityAxis, top: number, bottom: number): SVGElement {
  const middle = (axis.left + axis.right) / 2;
  return svg`<g>
    ${perplexityTicks(axis).map((tick) => {
      const x = round(place(axis, tick));
      return svg`<path d="M${x},${top}V${bottom}" stroke="var(--grid)"/>
        <text x=${x} y=${bottom + 16} text-anchor="middle" fill="var(--ink-soft)" font-size="12.5">${tick}</text>`;
    })}
    <text x=${round(middle)} y=${bottom + 35} text-anchor="middle" fill="var(--ink-soft)" font-size="12.5">perplexity per token</text>
  </g>`;
}

/** Pixels below the bottom that the marks of an axis take. */
export const AXIS_HEIGHT = 40;

/** The name of a row at its upper left; grid lines do not cross its letters. */
export function rowLabel(text: string, y: number, color: string): SVGElement {
  return svg`<text x="0" y=${y} fill=${color} stroke="var(--ground)" stroke-width="4" paint-order="stroke" font-size="13" font-weight="600">${text}</text>`;
}
