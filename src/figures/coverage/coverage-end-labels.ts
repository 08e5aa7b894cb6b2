import type * as Plot from "@observablehq/plot";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {CoverageCurve} from "../../metrics/coverage/coverage-table.js";
import {endLabel} from "../shared/plot/panel-marks.js";
import {placeLabels} from "../shared/plot/place-labels.js";
import type {PlotFrame} from "../shared/plot/plot-frame.js";
import {cutToWidth} from "../shared/plot/text-width.js";

/** The name of the guess floor's line. */
export const LUCK = "luck";

const GAP = 16;
const FONT_SIZE = 14;
/** From the axis' end to the names. */
const BESIDE = 9;

export interface EndLabelFrame {
  styles: ReadonlyMap<string, PolicyStyle>;
  /** The guess floor. */
  guess: readonly {k: number; coverage: number}[];
  /** Upper end of the coverage axis, and its length in pixels. */
  top: number;
  inner: number;
  /** Budgets of the k axis, ascending. */
  ks: readonly number[];
  frame: PlotFrame;
}

/**
 * The name of each curve right of the plot, where no line runs, as high as the curve ends; a curve that ends before the axis
 * does has its name there too. Names are cut to the frame's room. None where they would not fit below each other.
 */
export function coverageEndLabels(
  curves: readonly CoverageCurve[],
  {styles, guess, top, inner, ks, frame}: EndLabelFrame
): Plot.Markish[] {
  const last = ks.at(-1) ?? 1;
  const floor = guess.at(-1);
  const ends = [
    ...curves.flatMap(({policy, points}) => {
      const point = points.at(-1);
      const {label, color} = styles.get(policy)!;
      return point ? [{coverage: point.coverage, label, color}] : [];
    }),
    ...(floor ? [{coverage: floor.coverage, label: LUCK, color: "var(--ink-soft)"}] : [])
  ];
  if (ends.length * GAP > inner) return [];
  const heights = ends.map(({coverage}) => inner * (1 - Math.min(1, coverage / top)));
  const places = placeLabels(heights, GAP, 4, inner - 4);
  return ends.map(({coverage, label, color}, i) =>
    endLabel({k: last, coverage}, cutToWidth(label, FONT_SIZE, frame.endLabel), {
      x: "k",
      y: "coverage",
      dx: BESIDE,
      dy: places[i]! - heights[i]!,
      fill: color
    })
  );
}
