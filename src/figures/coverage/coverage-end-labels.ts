import type * as Plot from "@observablehq/plot";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {CoverageCurve} from "../../metrics/coverage/coverage-table.js";
import {endLabel} from "../shared/plot/panel-marks.js";
import {placeLabels} from "../shared/plot/place-labels.js";
import type {PlotFrame} from "../shared/plot/plot-frame.js";
import {fitLines} from "../shared/plot/text-width.js";

/** The name of the guess floor's line. */
export const LUCK = "luck";

const FONT_SIZE = 14;
const SMALL = 11.5;
/** From line to line of a name, and between names. */
const LINE = 13;
const GAP = 3;
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
 * does has its name there too. Names wider than the frame's room take several lines; all in smaller letters where they would not
 * fit below each other, and none where even these do not.
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
  const texts = [FONT_SIZE, SMALL].map((size) => ({
    size,
    labels: ends.map(({label}) => fitLines(label, size, frame.endLabel))
  }));
  const fitting = texts.find(
    ({size, labels}) => labels.reduce((sum, lines) => sum + labelHeight(lines, size), 0) <= inner
  );
  if (!fitting) return [];
  const {size, labels} = fitting;
  const heights = ends.map(({coverage}) => inner * (1 - Math.min(1, coverage / top)));
  const places = placeLabels(
    heights,
    labels.map((lines) => labelHeight(lines, size)),
    4,
    inner - 4
  );
  return ends.map(({coverage, color}, i) =>
    endLabel({k: last, coverage}, labels[i]!.join("\n"), {
      x: "k",
      y: "coverage",
      dx: BESIDE,
      dy: places[i]! - heights[i]!,
      fill: color,
      fontSize: size,
      lineHeight: LINE / FONT_SIZE
    })
  );
}

function labelHeight(lines: readonly string[], size: number): number {
  return (lines.length * LINE * size) / FONT_SIZE + GAP;
}
