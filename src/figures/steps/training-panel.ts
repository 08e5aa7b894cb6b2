import * as Plot from "@observablehq/plot";
import type {TrainingRun} from "../../findings/training/training-groups.js";
import {gridAxes, panelName} from "../shared/plot/panel-marks.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";
import {endNames} from "./line-names.js";
import {trainingLines, type TrainingLine} from "./training-lines.js";
import type {TrainingQuantity} from "./training-quantities.js";

const HEIGHT = 240;
const MARGIN = {left: 42, top: 30, bottom: 40};
/** Opacity of lines that are there for the spread alone. */
const FAINT = 0.4;

/**
 * One quantity of some runs against training steps; each line has its name at its end where `beside` says how wide names are.
 * Repeats of a run are faint and have none.
 */
export function trainingPanel(
  quantity: TrainingQuantity,
  runs: readonly TrainingRun[],
  {width, beside}: {width: number; beside: number | null}
): PlottedSvg {
  const lines = trainingLines(quantity, runs);
  const named = lines.filter(({isRepeat}) => !isRepeat);
  const domain = valueDomain(lines);
  const lastStep = Math.max(1, ...lines.flatMap(({points}) => points.map((point) => point.last_step)));
  return drawPanel({
    width,
    height: HEIGHT,
    marginLeft: MARGIN.left,
    marginRight: beside ?? 12,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    ariaLabel: altText(quantity, lines),
    x: {domain: [0, lastStep], label: null},
    y: {domain, label: null},
    marks: [
      ...gridAxes({ticks: 4}, {ticks: 4, format: quantity.format}),
      panelName(quantity.title, {dx: -MARGIN.left, dy: 4 - MARGIN.top}),
      axisTitle("training step", MARGIN.bottom),
      ...lines.filter(({isRepeat}) => isRepeat).map(lineMark),
      ...named.map(lineMark),
      ...(quantity.isSparse ? named.map(dotMark) : []),
      ...(beside === null ? [] : endNames(named, domain, HEIGHT - MARGIN.top - MARGIN.bottom))
    ]
  });
}

/** From the least value, or 0, to a little above the largest one. */
function valueDomain(lines: readonly TrainingLine[]): [number, number] {
  const values = lines.flatMap(({places}) => places.map(({value}) => value));
  return [Math.min(0, ...values), 1.04 * (Math.max(0, ...values) || 1)];
}

function lineMark({places, color, dash, isRepeat}: TrainingLine): Plot.Markish {
  return Plot.lineY(places, {
    x: "step",
    y: "value",
    stroke: color,
    strokeWidth: isRepeat ? 1 : 1.75,
    strokeOpacity: isRepeat ? FAINT : 1,
    strokeDasharray: isRepeat ? "none" : dash
  });
}

function dotMark({places, color}: TrainingLine): Plot.Markish {
  return Plot.dot(places, {x: "step", y: "value", fill: color, symbol: "square", r: 2.6});
}

function altText({title, format}: TrainingQuantity, lines: readonly TrainingLine[]): string {
  const parts = lines.map(({label, places}) => {
    const [first, last] = [places[0]!, places.at(-1)!];
    return `${label} from ${format(first.value)} to ${format(last.value)} at step ${Math.round(last.step)}`;
  });
  return `${title} against training steps. ${parts.join("; ")}.`;
}
