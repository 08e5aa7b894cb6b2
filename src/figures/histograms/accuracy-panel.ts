import * as Plot from "@observablehq/plot";
import {whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import {accuracyHistogram, type AccuracyBin} from "../../metrics/sets/accuracy-histogram.js";
import {axisText, panelName} from "../shared/plot/panel-marks.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

const HEIGHT = 300;
const MARGIN_LEFT = 34;
const MARGIN_TOP = 30;
const MARGIN_BOTTOM = 38;
/** Where the bins of exactly 0 and exactly 1 stand on an axis of tenths: apart from the others, because they are no ranges. */
const NEVER = -1.25;
const ALWAYS = 11.25;

interface Bar {
  at: number;
  /** Problems: above zero for the base, below for the policy trained from it. */
  height: number;
}

/** The largest bin of some comparisons, so that their panels can share one axis. */
export function largestBin(comparisons: readonly Comparison[]): number {
  const bins = comparisons.flatMap(({counts}) => [
    ...accuracyHistogram(counts.base),
    ...accuracyHistogram(counts.rl)
  ]);
  return Math.max(1, ...bins.map(({count}) => count));
}

/** Accuracy histogram of a base (upwards) and the policy trained from it (downwards); the number of problems at each bar. */
export function accuracyPanel(
  {counts, base, rl}: Comparison,
  {
    title,
    width,
    most,
    styles
  }: {title: string; width: number; most: number; styles: ReadonlyMap<string, PolicyStyle>}
): PlottedSvg {
  const [above, below] = [accuracyHistogram(counts.base), accuracyHistogram(counts.rl)];
  const bars = (bins: readonly AccuracyBin[], sign: 1 | -1, {color}: PolicyStyle, name: string) => {
    const shown = bins.map(({count}, i): Bar => ({at: binPlace(i), height: sign * count}));
    const counted = shown.filter(({height}) => height !== 0);
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
      Plot.text([name], {
        x: 5,
        y: sign * most * 1.13,
        text: (text: string) => text,
        fill: color,
        fontWeight: 600,
        fontSize: 14
      })
    ];
  };
  return drawPanel({
    width,
    height: HEIGHT,
    marginLeft: MARGIN_LEFT,
    marginRight: 6,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    ariaLabel: altText({title, above, below, names: [base.label, rl.label]}),
    x: {domain: [-2, 12], label: null},
    y: {domain: [-most * 1.2, most * 1.2], label: null},
    marks: [
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
      }),
      panelName(title, {dx: -MARGIN_LEFT, dy: 6 - MARGIN_TOP}),
      axisTitle("accuracy, share of completions correct", MARGIN_BOTTOM),
      ...bars(above, 1, styles.get(base.policy)!, base.label),
      ...bars(below, -1, styles.get(rl.policy)!, rl.label),
      Plot.ruleY([0], {stroke: "var(--ink-soft)"})
    ]
  });
}

function binPlace(bin: number): number {
  if (bin === 0) return NEVER;
  return bin === 11 ? ALWAYS : bin - 0.5;
}

function altText({
  title,
  above,
  below,
  names
}: {
  title: string;
  above: readonly AccuracyBin[];
  below: readonly AccuracyBin[];
  names: readonly [string, string];
}): string {
  const list = (bins: readonly AccuracyBin[]): string => bins.map(({count}) => whole(count)).join(", ");
  return (
    `Histogram of accuracy on ${title}. Problems never solved, then by tenths of accuracy, then always solved. ` +
    `${names[0]}: ${list(above)}. ${names[1]}: ${list(below)}.`
  );
}
