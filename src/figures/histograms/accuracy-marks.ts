import * as Plot from "@observablehq/plot";
import {whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {AccuracyBin} from "../../metrics/sets/accuracy-histogram.js";
import {axisText} from "../shared/plot/panel-marks.js";

/** Where the bins of exactly 0 and exactly 1 stand on an axis of tenths: apart from the others, because they are no ranges. */
const NEVER = -1.25;
const ALWAYS = 11.25;

interface Bar {
  at: number;
  /** Problems: above zero for the base, below for the policy trained from it. */
  height: number;
}

/** A histogram as bars, the number of problems at each, and its policy's name at the end of its half of the panel. */
export function accuracyBars(
  bins: readonly AccuracyBin[],
  {color, label}: PolicyStyle,
  sign: 1 | -1
): Plot.Markish[] {
  const bars = bins.map(({count}, i): Bar => ({at: binPlace(i), height: sign * count}));
  const counted = bars.filter(({height}) => height !== 0);
  return [
    Plot.rectY(counted, {
      x1: ({at}: Bar) => at - 0.46,
      x2: ({at}: Bar) => at + 0.46,
      y: "height",
      fill: color
    }),
    Plot.text(counted, {
      x: "at",
      y: "height",
      text: ({height}: Bar) => whole(Math.abs(height)),
      dy: -9 * sign,
      fill: "var(--ink)",
      fontSize: 11.5
    }),
    Plot.text([label], {
      frameAnchor: sign === 1 ? "top" : "bottom",
      dy: sign === 1 ? 4 : -4,
      text: (text: string) => text,
      fill: color,
      fontWeight: 600,
      fontSize: 14
    })
  ];
}

/** Grid and axes of accuracies (tenths, never, always) and of numbers of problems. */
export function accuracyAxes(): Plot.Markish[] {
  return [
    Plot.gridY({ticks: 6, stroke: "var(--grid)", strokeOpacity: 1}),
    Plot.axisY({...axisText, ticks: 6, tickSize: 0, tickFormat: (count: number) => whole(Math.abs(count))}),
    Plot.axisX([2, 4, 6, 8], {
      ...axisText,
      tickSize: 4,
      stroke: "var(--ink-faint)",
      tickFormat: (tenths: number) => `${tenths * 10}%`
    }),
    Plot.axisX([NEVER, ALWAYS], {
      ...axisText,
      fill: "var(--ink)",
      tickSize: 0,
      tickPadding: 7,
      tickFormat: (at: number) => (at < 0 ? "never" : "always")
    })
  ];
}

function binPlace(bin: number): number {
  if (bin === 0) return NEVER;
  return bin === 11 ? ALWAYS : bin - 0.5;
}
