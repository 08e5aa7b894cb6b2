import * as Plot from "@observablehq/plot";
import {max} from "d3-array";
import {whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {PolicySet} from "../../metrics/counts/policy-sets.js";
import {accuracyHistogram, type AccuracyBin} from "../../metrics/sets/accuracy-histogram.js";
import {panelName} from "../shared/plot/panel-marks.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";
import {accuracyAxes, accuracyBars} from "./accuracy-marks.js";

const HEIGHT = 300;
const MARGIN_LEFT = 34;
const MARGIN_TOP = 30;
const MARGIN_BOTTOM = 38;
/** Room for the name of a half and a number beyond its largest bar, in pixels. */
const ROOM = 34;

/** The largest bins of some sets, upwards and downwards, so that their panels can share one axis and fill it. */
export function largestBins(sets: readonly PolicySet[]): [up: number, down: number] {
  const largest = (half: number): number =>
    max(
      sets.flatMap(({members}) => (members[half] ? accuracyHistogram(members[half].counts) : [])),
      ({count}) => count
    ) ?? 0;
  return [Math.max(1, largest(0)), Math.max(1, largest(1))];
}

/** Accuracy histogram of one policy (upwards) and of a second one, if there is one (downwards); the number of problems at each bar. */
export function accuracyPanel(
  {members}: PolicySet,
  {
    title,
    width,
    most,
    styles
  }: {
    title: string;
    width: number;
    most: readonly [up: number, down: number];
    styles: ReadonlyMap<string, PolicyStyle>;
  }
): PlottedSvg {
  const halves = members.slice(0, 2).map(({policy, counts}, i) => ({
    label: policy.label,
    style: styles.get(policy.policy)!,
    bins: accuracyHistogram(counts),
    sign: i === 0 ? (1 as const) : (-1 as const)
  }));
  return drawPanel({
    width,
    height: HEIGHT,
    marginLeft: MARGIN_LEFT,
    marginRight: 6,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    ariaLabel: altText(title, halves),
    x: {domain: [-2, 12], label: null},
    insetTop: ROOM,
    insetBottom: halves.length > 1 ? ROOM : 0,
    y: {domain: [halves.length > 1 ? -most[1] : 0, most[0]], label: null},
    marks: [
      ...accuracyAxes(),
      panelName(title, {dx: -MARGIN_LEFT, dy: 6 - MARGIN_TOP}),
      axisTitle("accuracy, share of completions correct", MARGIN_BOTTOM),
      ...halves.flatMap(({bins, style, sign}) => accuracyBars(bins, style, sign)),
      Plot.ruleY([0], {stroke: "var(--ink-soft)"})
    ]
  });
}

function altText(title: string, halves: readonly {label: string; bins: readonly AccuracyBin[]}[]): string {
  const lists = halves.map(({label, bins}) => `${label}: ${bins.map(({count}) => whole(count)).join(", ")}.`);
  return `Histogram of accuracy on ${title}. Problems never solved, then by tenths of accuracy, then always solved. ${lists.join(" ")}`;
}
