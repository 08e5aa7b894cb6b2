import * as Plot from "@observablehq/plot";
import {svg} from "htl";
import type {TrainingRun} from "../../findings/training/training-groups.js";
import {keyLine, keyPlaces, panelKey} from "../shared/plot/panel-key.js";
import {endLabel} from "../shared/plot/panel-marks.js";
import {placeLabels} from "../shared/plot/place-labels.js";
import type {TrainingLine, TrainingPlace} from "./training-lines.js";

const LABEL_GAP = 14;
const LETTER = 6.4;
/** Pixels from the end of a line to the piece of it beside its name, and the length of that. */
const SAMPLE = {gap: 7, length: 26};
/** Share of a panel's width that names may take beside it; longer ones stand in a key above all panels. */
const MOST_BESIDE = 0.42;

/** Width that names at the ends of lines take beside a panel `width` pixels wide; null where they are too long for that. */
export function namesBeside(runs: readonly TrainingRun[], width: number): number | null {
  const longest = Math.max(0, ...runs.map(({label}) => label.length));
  const beside = 16 + SAMPLE.length + LETTER * longest;
  return beside <= MOST_BESIDE * width ? beside : null;
}

/** The names of a figure's lines, once for all of its panels, over `width` pixels. */
export function lineKey(runs: readonly TrainingRun[], width: number): SVGSVGElement {
  const places = keyPlaces(runs, width);
  const height = keyLine * ((places.at(-1)?.line ?? 0) + 1);
  return svg`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${panelKey(
      runs.map((run) => ({...run, symbol: null})),
      places,
      2
    )}
  </svg>` as SVGSVGElement;
}

/** Names at the ends of the lines, each with a piece of its line, moved apart where they meet; `domain` of values on `height` pixels. */
export function endNames(
  lines: readonly TrainingLine[],
  [bottom, top]: readonly [number, number],
  height: number
): Plot.Markish[] {
  const ends = lines.map(({places}) => places.at(-1)!);
  const wished = ends.map(({value}) => height * (1 - (value - bottom) / (top - bottom)));
  const placed = placeLabels(wished, LABEL_GAP, 2, height - 2);
  return lines.flatMap(({label, color, dash}, i) => {
    const dy = placed[i]! - wished[i]!;
    return [
      lineSample(ends[i]!, {color, dash, dy}),
      endLabel(ends[i]!, label, {
        x: "step",
        y: "value",
        dx: SAMPLE.gap + SAMPLE.length + 4,
        dy,
        // What is enough contrast for a line is too little for letters.
        fill: `color-mix(in oklab, ${color} 60%, var(--ink))`,
        fontSize: 12.5
      })
    ];
  });
}

/** A piece of a line beside its name, level with it: names that made room for each other stand away from their lines. */
function lineSample(
  point: TrainingPlace,
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
