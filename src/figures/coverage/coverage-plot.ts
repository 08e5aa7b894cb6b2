import {coverageAltText} from "../../findings/coverage/coverage-caption.js";
import {budgets, type CoverageView} from "../../findings/coverage/coverage-view.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {CoverageCurve} from "../../metrics/coverage/coverage-table.js";
import {
  curveMarks,
  exactMarks,
  guessMarks,
  publishedMarks,
  type CurvePoint,
  type PublishedPoint
} from "../shared/plot/curve-marks.js";
import {panelHeading} from "../shared/plot/panel-marks.js";
import {axisTitle, budgetScale, panelAxes, panelTitle, type PlotFrame} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";
import {coverageEndLabels} from "./coverage-end-labels.js";
import {crossingMark} from "./crossing-mark.js";

const LANE = 14;
const LANE_GAP = 16;
const MARGIN_TOP = 48;
/** Height of the axis title above the lanes, and half a lane. */
const TITLE_ROOM = 28;

export interface CoveragePlotOptions {
  /** Of every policy of the view. */
  styles: ReadonlyMap<string, PolicyStyle>;
  frame: PlotFrame;
  height: number;
  /** Axes and heading as a panel among others. Without it: one large plot. */
  panel?: PanelOptions;
}

/** Room for the label of k* right of a plot that stands alone, in pixels. */
const BESIDE = 70;

/** What a panel shares with the others of its figure, and what tells it apart. */
interface PanelOptions {
  /** Lines of its heading; the first stands out. */
  title: readonly string[];
  /** Budgets of all panels, ascending: the k axis. */
  ks: readonly number[];
  /** Upper end of the coverage axis. */
  top: number;
  published: readonly PublishedPoint[];
}

/** Room below a panel for its k axis. */
export const panelFoot = 40;

/** Coverage against k: one curve with its band per policy, its name at its end, and the crossing in a lane above. */
export function coveragePlot(
  view: CoverageView,
  {styles, frame, height, panel}: CoveragePlotOptions
): PlottedSvg {
  const ks = panel?.ks ?? budgets(view);
  const {curves, comparisons} = view.coverage;
  const guess = view.guess?.points ?? [];
  const top =
    panel?.top ??
    coverageTop(
      curves,
      guess.map(({coverage}) => coverage)
    );
  const lanes = Math.max(0, comparisons.length - 1) * LANE;
  const marginTop = panel
    ? LANE_GAP + 18 * panel.title.length + 6
    : Math.max(MARGIN_TOP, LANE_GAP + lanes + TITLE_ROOM);
  const marginBottom = panel ? panelFoot : 26;
  const inner = height - marginTop - marginBottom;
  const plot = drawPanel({
    ...frame,
    height,
    marginTop,
    marginBottom,
    ariaLabel: panel ? `${panel.title.join(", ")}. ${coverageAltText(view)}` : coverageAltText(view),
    x: budgetScale(ks),
    y: {domain: [0, top], label: null},
    marks: [
      ...panelAxes(ks, frame, {
        ticks: 5,
        tickFormat: (share) => `${Math.round(share * 100)}${panel ? "%" : ""}`
      }),
      ...(panel
        ? [...panelHeading(panel.title, {...frame, marginTop}), axisTitle("k", marginBottom)]
        : [panelTitle("Problems solved, %", frame, marginTop)]),
      ...curveMarks(
        curves.map(({policy, points}) => ({points: points.map(toCurvePoint), style: styles.get(policy)!}))
      ),
      ...guessMarks(guess),
      ...exactMarks((view.exact ?? []).map((point) => ({...point, color: styles.get(point.policy)!.color}))),
      ...publishedMarks(panel?.published ?? []),
      ...coverageEndLabels(curves, {styles, guess, top, inner, ks, frame})
    ]
  });
  // One lane below a panel's heading: more crossings than one are in its reading and its table.
  const marked = panel && comparisons.length > 1 ? [] : comparisons;
  plot.append(
    ...marked.map(({rl, crossing}, i) =>
      crossingMark(crossing, {
        ...(marked.length > 1 ? {of: styles.get(rl)!} : {}),
        x: plot.scale("x")!,
        lane: marginTop - (panel ? 10 : LANE_GAP) - i * LANE,
        bottom: height - marginBottom,
        kMin: ks[0] ?? 1,
        kMax: ks.at(-1) ?? 1,
        room: panel ? frame.marginRight : BESIDE
      })
    )
  );
  return plot;
}

function toCurvePoint({k, coverage: estimate, low, high}: CoverageCurve["points"][number]): CurvePoint {
  return {k, estimate, low, high};
}

/** The least of 20, 40, 60, 80 and 100 % above every band and every value of `others`. */
export function coverageTop(curves: readonly CoverageCurve[], others: readonly number[] = []): number {
  const most = Math.max(0, ...others, ...curves.flatMap(({points}) => points.map(({high}) => high)));
  return Math.min(1, Math.ceil(most * 5) / 5 || 0.2);
}
