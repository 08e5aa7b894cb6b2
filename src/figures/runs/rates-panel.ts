import * as Plot from "@observablehq/plot";
import {ratesAltText, rateText, type RatesView} from "../../findings/runs/rates-text.js";
import {whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {endLabel, gridAxes, panelName} from "../shared/plot/panel-marks.js";
import {placeLabels} from "../shared/plot/place-labels.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

const HEIGHT = 320;
const MARGIN = {left: 44, right: 118, top: 34, bottom: 42};
const LABEL_GAP = 15;

interface RateLine {
  rate: number;
  at: "atOne" | "atMost";
  style: Pick<PolicyStyle, "color" | "symbol">;
  stages: RateStage[];
}

interface RateStage {
  steps: number;
  estimate: number;
  low: number;
  high: number;
}

/** pass@1 (dashed) and pass@k_max (solid) against training steps, a line from the base for each learning rate, as the policy at its end looks on every page. */
export function ratesPanel(
  view: RatesView,
  {width, styles}: {width: number; styles: ReadonlyMap<string, PolicyStyle>}
): PlottedSvg {
  const {base, points, last, kMax, title} = view;
  const lines = (["atOne", "atMost"] as const).flatMap((at) =>
    last.map(({rate, policy}): RateLine => ({
      rate,
      at,
      style: styles.get(policy)!,
      stages: [
        {steps: 0, ...base[at]},
        ...points.filter((one) => one.rate === rate).map((one): RateStage => ({steps: one.steps, ...one[at]}))
      ]
    }))
  );
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const wished = lines.map(({stages}) => inner * (1 - stages.at(-1)!.estimate));
  const places = placeLabels(wished, LABEL_GAP, 4, inner - 4);
  const steps = [...new Set([0, ...points.map((point) => point.steps)])].sort((a, b) => a - b);
  return drawPanel({
    width,
    height: HEIGHT,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    ariaLabel: ratesAltText(view),
    x: {domain: [0, Math.max(1, ...steps)], label: null},
    y: {domain: [0, 1], label: null},
    marks: [
      ...gridAxes(
        {ticks: steps, format: whole},
        {ticks: 5, format: (share) => `${Math.round(share * 100)}%`}
      ),
      panelName(title, {dx: -MARGIN.left, dy: 4 - MARGIN.top}),
      axisTitle("training steps; 0 is the base", MARGIN.bottom),
      ...lines.flatMap((one, i) => lineMarks(one, kMax, places[i]! - wished[i]!)),
      Plot.dot(
        [
          {steps: 0, ...base.atOne},
          {steps: 0, ...base.atMost}
        ],
        {
          x: "steps",
          y: "estimate",
          fill: "var(--role-base)",
          r: 4
        }
      )
    ]
  });
}

function lineMarks({stages, style, at, rate}: RateLine, kMax: number, dy: number): Plot.Markish[] {
  const {color, symbol} = style;
  return [
    Plot.ruleX(stages.slice(-1), {x: "steps", y1: "low", y2: "high", stroke: color, strokeWidth: 1.5}),
    Plot.lineY(stages, {
      x: "steps",
      y: "estimate",
      stroke: color,
      strokeWidth: 2,
      ...(at === "atOne" ? {strokeDasharray: "5 3"} : {})
    }),
    Plot.dot(stages.slice(1), {x: "steps", y: "estimate", fill: color, symbol, r: 3.5}),
    endLabel(stages.at(-1)!, `${rateText(rate)}, pass@${at === "atOne" ? "1" : whole(kMax)}`, {
      x: "steps",
      y: "estimate",
      dx: 8,
      dy,
      fill: color
    })
  ];
}
