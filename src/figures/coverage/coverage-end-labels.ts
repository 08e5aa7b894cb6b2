import type * as Plot from "@observablehq/plot";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {CoverageCurve} from "../../metrics/coverage/coverage-table.js";
import {endLabel} from "../shared/plot/panel-marks.js";
import {placeLabels} from "../shared/plot/place-labels.js";
import type {PlotFrame} from "../shared/plot/plot-frame.js";
import {textWidth} from "../shared/plot/text-width.js";

const GAP = 17;
const FONT_SIZE = 14;
/** From a line's end to its name. */
const BESIDE = 9;
const ABOVE = 12;
/** Ground around names that other lines pass below. */
const halo = {stroke: "var(--ground)", strokeWidth: 4};

export interface EndLabelFrame {
  styles: ReadonlyMap<string, PolicyStyle>;
  /** Upper end of the coverage axis, and its length in pixels. */
  top: number;
  inner: number;
  /** Budgets of the k axis, ascending. */
  ks: readonly number[];
  frame: PlotFrame;
}

/**
 * The name of each curve at its end. Curves that end together share a column of names; where one ends before the axis does,
 * its name stands on the plot, and above the curve if it would not fit beside it.
 */
export function coverageEndLabels(
  curves: readonly CoverageCurve[],
  {styles, top, inner, ks, frame}: EndLabelFrame
): Plot.Markish[] {
  const ends = curves.flatMap(({policy, points}) => {
    const point = points.at(-1);
    return point ? [{point, style: styles.get(policy)!}] : [];
  });
  const [first, last] = [ks[0] ?? 1, ks.at(-1) ?? 1];
  const octave = (frame.width - frame.marginLeft - frame.marginRight) / Math.max(1, Math.log2(last / first));
  return [...new Set(ends.map(({point}) => point.k))].flatMap((k) => {
    const column = ends.filter(({point}) => point.k === k);
    const room = Math.log2(last / k) * octave;
    const widest = Math.max(...column.map(({style}) => textWidth(style.label, FONT_SIZE)));
    const isAbove = k < last && BESIDE + widest > room;
    const heights = column.map(({point}) => inner * (1 - point.coverage / top));
    const wished = heights.map((height) => (isAbove ? height - ABOVE : height));
    const places = placeLabels(wished, GAP, 4, inner - 4);
    return column.map(({point, style: {label, color}}, i) =>
      endLabel(point, label, {
        x: "k",
        y: "coverage",
        dx: isAbove ? 0 : BESIDE,
        dy: places[i]! - heights[i]!,
        fill: color,
        ...(isAbove ? {textAnchor: "end" as const} : {}),
        ...(k < last ? halo : {})
      })
    );
  });
}
