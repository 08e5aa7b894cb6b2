import * as Plot from "@observablehq/plot";
import {whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import {accuracyHistogram, type AccuracyBin} from "../../metrics/sets/accuracy-histogram.js";
import {panelName} from "../shared/plot/panel-marks.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";
import {accuracyAxes, accuracyBars} from "./accuracy-marks.js";

const HEIGHT = 300;
const MARGIN_LEFT = 34;
const MARGIN_TOP = 30;
const MARGIN_BOTTOM = 38;

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
      ...accuracyAxes(),
      panelName(title, {dx: -MARGIN_LEFT, dy: 6 - MARGIN_TOP}),
      axisTitle("accuracy, share of completions correct", MARGIN_BOTTOM),
      ...accuracyBars(above, styles.get(base.policy)!, {sign: 1, most}),
      ...accuracyBars(below, styles.get(rl.policy)!, {sign: -1, most}),
      Plot.ruleY([0], {stroke: "var(--ink-soft)"})
    ]
  });
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
