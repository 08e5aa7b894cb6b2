import * as Plot from "@observablehq/plot";
import {percent, whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {bothEnds} from "../../findings/training/ends-text.js";
import type {EndsView, StepView} from "../../findings/training/ends-view.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import {bandMark, endLabel, gridAxes, panelName} from "../shared/plot/panel-marks.js";
import {placeLabels} from "../shared/plot/place-labels.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

const HEIGHT = 290;
const MARGIN = {left: 44, right: 74, top: 34, bottom: 42};
const LABEL_GAP = 17;

/** pass@1 and pass@k_max against training steps, each value with its interval; the base stands at step 0. */
export function stepPanel(
  {view, stages}: StepView,
  {width, styles}: {width: number; styles: ReadonlyMap<string, PolicyStyle>}
): PlottedSvg {
  const lines = bothEnds.map((at) => ({
    label: `pass@${at === "atOne" ? 1 : whole(view.ends.kMax)}`,
    points: stages.map(({policy, step, pass}) => ({step, policy, ...pass[at]}))
  }));
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const wished = lines.map(({points}) => inner * (1 - points.at(-1)!.estimate));
  const places = placeLabels(wished, LABEL_GAP, 4, inner - 4);
  const steps = stages.map(({step}) => step);
  const lineColor = styles.get(stages.at(-1)!.policy)!.color;
  return drawPanel({
    width,
    height: HEIGHT,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    ariaLabel: altText(view, lines, steps),
    x: {domain: [0, Math.max(1, ...steps)], label: null},
    y: {domain: [0, 1], label: null},
    marks: [
      ...gridAxes(
        {ticks: steps, format: whole},
        {ticks: 5, format: (share) => `${Math.round(share * 100)}%`}
      ),
      panelName(view.benchmark.label, {dx: -MARGIN.left, dy: 4 - MARGIN.top}),
      axisTitle("training steps; 0 is the base", MARGIN.bottom),
      ...lines.flatMap(({label, points}, i) => [
        bandMark(points, {x: "step", fill: lineColor}),
        Plot.lineY(points, {x: "step", y: "estimate", stroke: lineColor, strokeWidth: 1.5}),
        ...points.flatMap((point) => {
          const {color, symbol} = styles.get(point.policy)!;
          return [
            Plot.ruleX([point], {x: "step", y1: "low", y2: "high", stroke: color, strokeWidth: 1.5}),
            Plot.dot([point], {x: "step", y: "estimate", fill: color, symbol, r: 4})
          ];
        }),
        endLabel(points.at(-1)!, label, {
          x: "step",
          y: "estimate",
          dx: 10,
          dy: places[i]! - wished[i]!,
          fill: lineColor
        })
      ])
    ]
  });
}

function altText(
  {benchmark}: EndsView,
  lines: readonly {label: string; points: readonly Estimate[]}[],
  steps: readonly number[]
): string {
  const parts = lines.map(
    ({label, points}) =>
      `${label}: ${points.map(({estimate}, i) => `${percent(estimate)} at step ${whole(steps[i]!)}`).join(", ")}`
  );
  return `${benchmark.label}. Lines with intervals against training steps. ${parts.join("; ")}.`;
}
