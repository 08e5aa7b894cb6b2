import type {PolicyStyle} from "./policy-style.js";

/** Width and margins that the panels of one figure share, so that their axes align. */
export interface PlotFrame {
  width: number;
  marginLeft: number;
  marginRight: number;
  /** Labels stand at the ends of the lines; where there is no room for them the reading strip names the colours. */
  hasEndLabels: boolean;
}

const NARROW = 480;
const LETTER = 7;

/** The frame for figures of `width` pixels with these labels at the line ends. */
export function plotFrame(width: number, styles: Iterable<PolicyStyle>): PlotFrame {
  const longest = Math.max(0, ...[...styles].map(({label}) => label.length)) * LETTER;
  const hasEndLabels = longest <= (width < NARROW ? 70 : 170);
  return {width, marginLeft: 40, marginRight: hasEndLabels ? longest + 14 : 14, hasEndLabels};
}

/** Options of the k axis: log2, from 1 to the largest budget. */
export function budgetScale(ks: readonly number[]): {
  type: "log";
  base: number;
  domain: [number, number];
  label: null;
} {
  return {type: "log", base: 2, domain: [1, Math.max(2, ks.at(-1) ?? 2)], label: null};
}

/** Powers of two up to the largest budget, every other one where the axis is short. */
export function budgetTicks(ks: readonly number[], {width, marginLeft, marginRight}: PlotFrame): number[] {
  const most = Math.log2(Math.max(2, ks.at(-1) ?? 2));
  const room = (width - marginLeft - marginRight) / (most + 1);
  const step = Math.ceil(30 / room);
  return Array.from({length: Math.floor(most / step) + 1}, (_, i) => 2 ** (i * step));
}
