import * as Plot from "@observablehq/plot";
import {percent} from "../../findings/shared/format.js";
import type {TrainingRun} from "../../findings/training/training-groups.js";
import type {TrainingLogPoint} from "../../metrics/study/training-logs.js";
import {keyLine, keyPlaces, panelKey} from "../shared/plot/panel-key.js";
import {endLabel, gridAxes, panelName} from "../shared/plot/panel-marks.js";
import {placeLabels} from "../shared/plot/place-labels.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

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
/** Pixels from the end of a line to the piece of it beside its name, and the length of that. */
const SAMPLE = {gap: 7, length: 26};
/** Share of a panel's width that names may take beside it; longer ones stand in a key above. */
const MOST_BESIDE = 0.42;

/** One quantity of some runs against training steps, each line with its name at its end, or in a key where names are long. */
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
  const beside = 16 + SAMPLE.length + LETTER * Math.max(0, ...lines.map(({label}) => label.length));
  const hasEndLabels = beside <= MOST_BESIDE * width;
  const keyed = hasEndLabels ? [] : keyPlaces(lines, width);
  const keyHeight = keyLine * (keyed.length === 0 ? 0 : keyed.at(-1)!.line + 1);
  const marginTop = MARGIN.top + keyHeight;
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const ends = lines.map(({places}) => places.at(-1)!);
  const wished = ends.map(({value}) => inner * (1 - (value - bottom) / (top * 1.04 - bottom)));
  const placed = placeLabels(wished, LABEL_GAP, 2, inner - 2);
  const plot = drawPanel({
    width,
    height: HEIGHT + keyHeight,
    marginLeft: MARGIN.left,
    marginRight: hasEndLabels ? beside : 12,
    marginTop,
    marginBottom: MARGIN.bottom,
    ariaLabel: altText(quantity, lines),
    x: {
      domain: [0, Math.max(1, ...lines.flatMap(({points}) => points.map((point) => point.last_step)))],
      label: null
    },
    y: {domain: [bottom, top * 1.04], label: null},
    marks: [
      ...gridAxes({ticks: 4}, {ticks: 4, format: quantity.format}),
      panelName(quantity.title, {dx: -MARGIN.left, dy: 4 - marginTop}),
      axisTitle("training step", MARGIN.bottom),
      ...lines.map(({places, color, dash}) =>
        Plot.lineY(places, {
          x: "step",
          y: "value",
          stroke: color,
          strokeWidth: 1.75,
          strokeDasharray: dash
        })
      ),
      ...(quantity.isSparse
        ? lines.map(({places, color}) =>
            Plot.dot(places, {x: "step", y: "value", fill: color, symbol: "square", r: 2.6})
          )
        : []),
      ...(hasEndLabels ? endNames(lines, {ends, lift: placed.map((at, i) => at - wished[i]!)}) : [])
    ]
  });
  plot.append(
    ...panelKey(
      lines.map((line) => ({...line, symbol: null})),
      keyed,
      MARGIN.top - 8
    )
  );
  return plot;
}

/** Names at the ends of the lines, each with a piece of its line; `lift` in pixels makes room between them. */
function endNames(
  lines: readonly TrainingRun[],
  {ends, lift}: {ends: readonly Place[]; lift: readonly number[]}
): Plot.Markish[] {
  return lines.flatMap(({label, color, dash}, i) => [
    lineSample(ends[i]!, {color, dash, dy: lift[i]!}),
    endLabel(ends[i]!, label, {
      x: "step",
      y: "value",
      dx: SAMPLE.gap + SAMPLE.length + 4,
      dy: lift[i]!,
      // What is enough contrast for a line is too little for letters.
      fill: `color-mix(in oklab, ${color} 60%, var(--ink))`,
      fontSize: 12.5
    })
  ]);
}

/** A piece of a line beside its name, level with it: names that made room for each other stand away from their lines. */
function lineSample(
  point: Place,
  {color, dash, dy}: {color: string; dash: string; dy: number}
): Plot.Markish {
  return Plot.vector([point], {
    x: "step",
    y: "value",
    dx: SAMPLE.gap,
    dy,
    length: SAMPLE.length,
    rotate: 90,
    anchor: "start",
    shape: {
      draw: (context, length) => {
        context.moveTo(0, 0);
        context.lineTo(0, -length);
      }
    },
    stroke: color,
    strokeWidth: 1.75,
    strokeLinecap: "butt",
    strokeDasharray: dash
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
