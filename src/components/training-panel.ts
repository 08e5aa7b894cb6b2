import * as Plot from "@observablehq/plot";
import type {TrainingLogPoint} from "../metrics/training-logs.js";
import {percent} from "./format.js";
import {endLabel, gridAxes, panelName} from "./panel-marks.js";
import {placeLabels} from "./place-labels.js";
import {axisTitle} from "./plot-frame.js";
import {drawPanel, type PlottedSvg} from "./plotted-svg.js";
import type {TrainingRun} from "./training-groups.js";

/** A quantity of the training log. */
export interface TrainingQuantity {
  title: string;
  value: (point: TrainingLogPoint) => number | null;
  step: (point: TrainingLogPoint) => number | null;
  format: (value: number) => string;
  /** Measured at some steps only: drawn with dots. */
  isSparse?: boolean;
}

const share = (value: number): string => percent(value).replace(".0%", "%");
const decimals = (value: number): string => String(Number(value.toPrecision(3)));

/** What the paper's Figure 18 shows of training, then what the logs have beyond it. */
export const trainingQuantities: readonly TrainingQuantity[] = [
  {title: "Reward", value: ({reward}) => reward, step: ({step}) => step, format: share},
  {
    title: "Response length, tokens",
    value: ({response_length: length}) => length,
    step: ({step}) => step,
    format: decimals
  },
  {title: "Token entropy, nats", value: ({entropy}) => entropy, step: ({step}) => step, format: decimals},
  {
    title: "Divergence from the base, nats a token",
    value: ({kl_to_base: kl}) => kl,
    step: ({step}) => step,
    format: decimals
  },
  {
    title: "pass@1 on validation problems",
    value: ({validation_pass_at_1: pass}) => pass,
    step: ({validation_step: step}) => step,
    format: share,
    isSparse: true
  }
];

interface Place {
  step: number;
  value: number;
}

const HEIGHT = 240;
const MARGIN = {left: 42, top: 30, bottom: 40};
const LABEL_GAP = 14;
const LETTER = 6.4;

/** One quantity of some runs against training steps, each line with its name at its end. */
export function trainingPanel(
  quantity: TrainingQuantity,
  runs: readonly TrainingRun[],
  width: number
): PlottedSvg {
  const lines = runs
    .map((run) => ({...run, places: placesOf(quantity, run)}))
    .filter(({places}) => places.length > 0);
  const values = lines.flatMap(({places}) => places.map(({value}) => value));
  const [bottom, top] = [Math.min(0, ...values), Math.max(0, ...values) || 1];
  const marginRight = 12 + LETTER * Math.max(0, ...lines.map(({label}) => label.length));
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const ends = lines.map(({places}) => places.at(-1)!);
  const wished = ends.map(({value}) => inner * (1 - (value - bottom) / (top * 1.04 - bottom)));
  const placed = placeLabels(wished, LABEL_GAP, 2, inner - 2);
  return drawPanel({
    width,
    height: HEIGHT,
    marginLeft: MARGIN.left,
    marginRight,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    ariaLabel: altText(quantity, lines),
    x: {
      domain: [0, Math.max(1, ...lines.flatMap(({points}) => points.map((point) => point.last_step)))],
      label: null
    },
    y: {domain: [bottom, top * 1.04], label: null},
    marks: [
      ...gridAxes({ticks: 4}, {ticks: 4, format: quantity.format}),
      panelName(quantity.title, {dx: -MARGIN.left, dy: 4 - MARGIN.top}),
      axisTitle("training step", MARGIN.bottom),
      ...lines.map(({places, color}) =>
        Plot.lineY(places, {x: "step", y: "value", stroke: color, strokeWidth: 1.75})
      ),
      ...(quantity.isSparse
        ? lines.map(({places, color}) =>
            Plot.dot(places, {x: "step", y: "value", fill: color, symbol: "square", r: 2.6})
          )
        : []),
      ...lines.map(({label, color}, i) =>
        endLabel(ends[i]!, label, {
          x: "step",
          y: "value",
          dx: 7,
          dy: placed[i]! - wished[i]!,
          // The lightest tints are too faint for letters.
          fill: `color-mix(in oklab, ${color} 60%, var(--ink))`,
          fontSize: 12.5
        })
      )
    ]
  });
}

function placesOf({value, step}: TrainingQuantity, {points}: TrainingRun): Place[] {
  return points.flatMap((point): Place[] => {
    const [at, measured] = [step(point), value(point)];
    return at === null || measured === null ? [] : [{step: at, value: measured}];
  });
}

function altText(
  {title, format}: TrainingQuantity,
  lines: readonly {label: string; places: readonly Place[]}[]
): string {
  const parts = lines.map(({label, places}) => {
    const [first, last] = [places[0]!, places.at(-1)!];
    return `${label} from ${format(first.value)} to ${format(last.value)} at step ${Math.round(last.step)}`;
  });
  return `${title} against training steps. ${parts.join("; ")}.`;
}
