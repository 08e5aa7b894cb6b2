import * as Plot from "@observablehq/plot";
import {budgets, policyLabel, type CoverageView} from "../../findings/coverage/coverage-view.js";
import {points as inPoints, whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {curveMarks} from "../shared/plot/curve-marks.js";
import {axisTitle, budgetScale, panelAxes, panelTitle, type PlotFrame} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

const MARGIN_TOP = 24;
const MARGIN_BOTTOM = 42;

/** Coverage of each RL policy minus its base's against k, with the paired band: above zero RL solves more. */
export function differencePlot(
  view: CoverageView,
  styles: ReadonlyMap<string, PolicyStyle>,
  frame: PlotFrame,
  height: number
): PlottedSvg {
  const ks = budgets(view);
  const {comparisons} = view.coverage;
  const values = comparisons.flatMap(({points}) => points.flatMap(({low, high}) => [low, high]));
  return drawPanel({
    ...frame,
    height,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    ariaLabel: altText(view),
    x: budgetScale(ks),
    y: {domain: [Math.min(-0.02, ...values), Math.max(0.02, ...values)], nice: 4, label: null},
    marks: [
      ...panelAxes(ks, frame, {
        ticks: 4,
        tickFormat: (difference) => inPoints(difference).replace(/\.0$/, "")
      }),
      panelTitle(title(view), frame, MARGIN_TOP),
      axisTitle("k, completions per problem", MARGIN_BOTTOM),
      ...(frame.hasSideLabels ? sideLabels() : []),
      ...curveMarks(
        comparisons.map(({rl, points}) => ({
          points: points.map(({difference: estimate, ...point}) => ({...point, estimate})),
          style: styles.get(rl)!
        }))
      )
    ]
  });
}

/** Says beside the zero line which side is whose. */
function sideLabels(): Plot.Markish[] {
  return [
    {text: "RL ahead ↑", dy: -10},
    {text: "base ahead ↓", dy: 10}
  ].map(({text, dy}) =>
    Plot.text([0], {
      y: (zero: number) => zero,
      frameAnchor: "right",
      text: () => text,
      dx: 9,
      dy,
      textAnchor: "start",
      fill: "var(--ink-soft)",
      fontSize: 12.5
    })
  );
}

function title(view: CoverageView): string {
  const [only, ...others] = view.coverage.comparisons;
  if (!only || others.length > 0) return "Difference from the base, points";
  return `${policyLabel(view, only.rl)} − ${policyLabel(view, only.base)}, points`;
}

function altText(view: CoverageView): string {
  const parts = view.coverage.comparisons.flatMap(({rl, base, points}) => {
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return [];
    return `${policyLabel(view, rl)} minus ${policyLabel(view, base)} goes from ${inPoints(first.difference)} points at k = ${whole(first.k)} to ${inPoints(last.difference)} at k = ${whole(last.k)}`;
  });
  return `Line chart of differences in coverage against k. ${parts.join("; ")}.`;
}
