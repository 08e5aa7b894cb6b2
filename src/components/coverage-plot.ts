import * as Plot from "@observablehq/plot";
import type {CoverageCurve} from "../metrics/coverage-table.js";
import {crossingMark} from "./crossing-mark.js";
import {coverageAltText} from "./coverage-caption.js";
import {budgets, type CoverageView} from "./coverage-view.js";
import {curveMarks, type CurvePoint} from "./curve-marks.js";
import {placeLabels} from "./place-labels.js";
import {budgetScale, panelAxes, panelTitle, type PlotFrame} from "./plot-frame.js";
import type {PolicyStyle} from "./policy-style.js";
import type {PlottedSvg} from "./plotted-svg.js";

const MARGIN_TOP = 48;
const MARGIN_BOTTOM = 26;
const LABEL_GAP = 17;

/** Coverage against k: one curve with its band per policy, its name at its end, and the crossing in a lane above. */
export function coveragePlot(
  view: CoverageView,
  styles: ReadonlyMap<string, PolicyStyle>,
  frame: PlotFrame,
  height: number
): PlottedSvg {
  const ks = budgets(view);
  const {curves, comparisons} = view.coverage;
  const top = domainTop(curves);
  const plot = Plot.plot({
    ...frame,
    height,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    ariaLabel: coverageAltText(view),
    x: budgetScale(ks),
    y: {domain: [0, top], label: null},
    marks: [
      ...panelAxes(ks, frame, {ticks: 5, tickFormat: (share) => String(Math.round(share * 100))}),
      panelTitle("Problems solved, %", frame, MARGIN_TOP),
      ...curveMarks(
        curves.map(({policy, points}) => ({points: points.map(toCurvePoint), style: styles.get(policy)!}))
      ),
      ...(frame.hasEndLabels ? endLabels(curves, styles, top, height) : [])
    ]
  }) as PlottedSvg;
  plot.setAttribute("role", "img");
  plot.append(
    ...comparisons.map(({crossing}, i) =>
      crossingMark(crossing, {
        x: plot.scale("x")!,
        lane: MARGIN_TOP - 16 - i * 14,
        bottom: height - MARGIN_BOTTOM,
        kMax: ks.at(-1) ?? 1
      })
    )
  );
  return plot;
}

function toCurvePoint({k, coverage: estimate, low, high}: CoverageCurve["points"][number]): CurvePoint {
  return {k, estimate, low, high};
}

/** The least of 20, 40, 60, 80 and 100 % above every band. */
function domainTop(curves: readonly CoverageCurve[]): number {
  const most = Math.max(0, ...curves.flatMap(({points}) => points.map(({high}) => high)));
  return Math.min(1, Math.ceil(most * 5) / 5 || 0.2);
}

function endLabels(
  curves: readonly CoverageCurve[],
  styles: ReadonlyMap<string, PolicyStyle>,
  top: number,
  height: number
): Plot.Markish[] {
  const inner = height - MARGIN_TOP - MARGIN_BOTTOM;
  const ends = curves.filter(({points}) => points.length > 0);
  const wished = ends.map(({points}) => inner * (1 - points.at(-1)!.coverage / top));
  const places = placeLabels(wished, LABEL_GAP, 4, inner - 4);
  return ends.map(({policy, points}, i) => {
    const {label, color} = styles.get(policy)!;
    return Plot.text([points.at(-1)!], {
      x: "k",
      y: "coverage",
      text: () => label,
      dx: 9,
      dy: places[i]! - wished[i]!,
      textAnchor: "start",
      fill: color,
      fontWeight: 600,
      fontSize: 14
    });
  });
}
