import * as Plot from "@observablehq/plot";
import {powerText} from "../../../findings/shared/format.js";
import {axisText, gridAxes} from "./panel-marks.js";
import {textWidth} from "./text-width.js";

/** Width and margins that the panels of one figure share, so that their axes align. */
export interface PlotFrame {
  width: number;
  marginLeft: number;
  marginRight: number;
  /** Room for the names at the ends of the lines, in pixels: longer ones take several lines. None where there are no names. */
  endLabel: number;
  /** Words beside the zero line of a difference: not on a phone. */
  hasSideLabels: boolean;
}

const NARROW = 480;
const LABEL_SIZE = 14;
/** Most room for labels at the line ends: pixels, and share of the figure's width, less in a narrow one. */
const MOST_LABEL = 210;
const MOST_LABEL_SHARE = 0.3;
/** Share of the width up to which a word is not broken. */
const MOST_WORD_SHARE = 0.42;
/** Room for the words beside the zero line of a difference. */
const SIDE_LABEL = 72;

/** The frame for figures of `width` pixels with these names at the line ends. */
export function plotFrame(width: number, names: readonly string[], hasSides = true): PlotFrame {
  const longest = Math.max(0, ...names.map((name) => textWidth(name, LABEL_SIZE)));
  const hasSideLabels = hasSides && width >= NARROW;
  const words = names.flatMap((name) => name.split(/\s+/)).map((word) => textWidth(word, LABEL_SIZE));
  const room = Math.max(
    Math.min(MOST_LABEL, Math.round(MOST_LABEL_SHARE * width)),
    Math.min(Math.max(0, ...words), Math.round(MOST_WORD_SHARE * width))
  );
  const endLabel = Math.min(longest, room);
  const labels = Math.max(endLabel, hasSideLabels ? SIDE_LABEL : 0);
  return {width, marginLeft: 40, marginRight: labels + 14, endLabel, hasSideLabels};
}

/** Options of the k axis: log2, from the smallest to the largest budget. */
export function budgetScale(ks: readonly number[]): {
  type: "log";
  base: number;
  domain: [number, number];
  label: null;
} {
  const least = ks[0] ?? 1;
  return {type: "log", base: 2, domain: [least, Math.max(2 * least, ks.at(-1) ?? 2)], label: null};
}

/** An axis of so many doublings has powers of ten. */
const MOST_DOUBLINGS = 20;

/** Powers of two from the smallest to the largest budget, every other one where the axis is short; powers of ten on an axis up to millions. */
export function budgetTicks(
  ks: readonly number[],
  {width, marginLeft, marginRight}: Pick<PlotFrame, "width" | "marginLeft" | "marginRight">
): number[] {
  const least = Math.ceil(Math.log2(ks[0] ?? 1));
  const most = Math.log2(Math.max(2, ks.at(-1) ?? 2)) - least;
  const room = (width - marginLeft - marginRight) / (most + 1);
  if (most > MOST_DOUBLINGS) {
    const decades = Math.ceil(36 / (room * Math.log2(10)));
    const count = Math.floor((least + most) / Math.log2(10) / decades) + 1;
    return Array.from({length: count}, (_, i) => 10 ** (i * decades));
  }
  const step = Math.ceil(30 / room);
  return Array.from({length: Math.max(0, Math.floor(most / step) + 1)}, (_, i) => 2 ** (least + i * step));
}

/** The axes of a panel over k, with grid lines barely there and the zero line drawn. */
export function panelAxes(
  ks: readonly number[],
  frame: PlotFrame,
  {ticks, tickFormat}: {ticks: number; tickFormat: (value: number) => string}
): Plot.Markish[] {
  return gridAxes({ticks: budgetTicks(ks, frame), format: budgetTick}, {ticks, format: tickFormat});
}

/** What a panel's vertical axis shows, above its upper left corner. */
export function panelTitle(title: string, {marginLeft}: PlotFrame, marginTop: number): Plot.Markish {
  return Plot.text([title], {...axisText, frameAnchor: "top-left", dx: -marginLeft, dy: 4 - marginTop});
}

/** What the horizontal axis shows, below its middle. */
export function axisTitle(title: string, marginBottom: number): Plot.Markish {
  return Plot.text([title], {...axisText, frameAnchor: "bottom", dy: marginBottom - 2});
}

/** A budget beside its axis: from ten thousand on a power of ten as such, `10⁹`. */
function budgetTick(k: number): string {
  const power = Math.log10(k);
  if (k < 10_000 || !Number.isInteger(power)) return String(k);
  return powerText(power);
}
