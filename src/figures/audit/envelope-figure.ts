import * as Plot from "@observablehq/plot";
import {markedText, pairName} from "../../findings/audit/effect-text.js";
import {kindNames} from "../../findings/audit/kind-text.js";
import {toCsv} from "../../findings/shared/csv.js";
import {labelsAmong} from "../../findings/shared/distinct-label.js";
import type {FigureAnswer} from "../../findings/shared/figure-answer.js";
import {percent, whole} from "../../findings/shared/format.js";
import {bandsText} from "../../findings/shared/interval-text.js";
import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import type {AuditCurve, AuditEffect} from "../../metrics/audit/audit-effects.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {responsiveFigure} from "../shared/page/responsive-figure.js";
import {curveMarks} from "../shared/plot/curve-marks.js";
import {budgetAxis} from "../shared/plot/panel-axes.js";
import {keyLine, keyPlaces, panelKey} from "../shared/plot/panel-key.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {gridAxes, panelHeading} from "../shared/plot/panel-marks.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

export interface EnvelopeFigureOptions {
  labelledBy: string;
  effects: readonly AuditEffect[];
  study: StudySummary;
  level: number;
  answer: FigureAnswer;
  foldOuts: readonly Node[];
}

const HEIGHT = 260;
const MARGIN = {left: 40, right: 14, bottom: 40};

/** Curves with their bands, and beside these what the marked completions could make of them: a panel for each kind and pair. */
export function envelopeFigure({
  labelledBy,
  effects,
  study,
  level,
  answer,
  foldOuts
}: EnvelopeFigureOptions): HTMLElement {
  return responsiveFigure({
    labelledBy,
    name: "audit-envelopes",
    answer,
    caption:
      `Solid: as counted. Dashed: all marked completions wrong, and all right; dotted: without them. ${bandsText(level)} ` +
      effects
        .map(
          (effect) => `${pairName(effect, study)}, ${kindNames[effect.kind]}: ${markedText(effect, study)}.`
        )
        .join(" "),
    csv: () => effectsCsv(effects),
    // The explorer has no texts to count these from.
    query: "",
    foldOuts,
    draw: (width) => effects.map((effect) => envelopePanel(effect, study, panelWidth(width, effects.length)))
  });
}

function envelopePanel(effect: AuditEffect, study: StudySummary, width: number): PlottedSvg {
  const styles = policyStyles(study.policies);
  const label =
    study.benchmarks.find(({benchmark}) => benchmark === effect.benchmark)?.label ?? effect.benchmark;
  const title = [label, kindNames[effect.kind]];
  const labelOf = labelsAmong(study.policies, effect.curves);
  const entries = effect.curves.map(({policy}) => ({...styles.get(policy)!, label: labelOf(policy)}));
  const places = keyPlaces(entries, width);
  const keyHeight = keyLine * (places.length === 0 ? 0 : places.at(-1)!.line + 1);
  const marginTop = 18 * title.length + keyHeight + 14;
  const points = effect.curves.flatMap((curve) => curve.points);
  const most = Math.max(0, ...points.flatMap(({high, best}) => [high, best ?? 0]));
  const x = budgetAxis(
    points.map(({k}) => k),
    width
  );
  const top = Math.min(1, Math.ceil(most * 5 - 1e-9) / 5 || 0.2);
  const plot = drawPanel({
    width,
    height: HEIGHT + keyHeight,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop,
    marginBottom: MARGIN.bottom,
    ariaLabel: `${title.join(", ")}. ${altText(effect, study)}`,
    x: {type: "log", base: 2, domain: [...x.domain], label: null},
    y: {domain: [0, top], label: null},
    marks: [
      ...gridAxes(x, {ticks: 5, format: (share) => `${Math.round(share * 100)}%`}),
      ...panelHeading(title, {width, marginLeft: MARGIN.left, marginTop}),
      axisTitle("k", MARGIN.bottom),
      ...curveMarks(
        effect.curves.map(({policy, points: own}) => ({
          points: own.map(({coverage, ...point}) => ({...point, estimate: coverage})),
          style: styles.get(policy)!
        }))
      ),
      ...effect.curves.flatMap((curve) => envelopeMarks(curve, styles.get(curve.policy)!))
    ]
  });
  plot.append(...panelKey(entries, places, 18 * title.length + 4));
  return plot;
}

/** The worst and the best of a curve as dashed lines, and the curve without the marked completions, dotted. */
function envelopeMarks({points, marked}: AuditCurve, {color}: PolicyStyle): Plot.Markish[] {
  if (marked === 0) return [];
  return (["worst", "best", "dropped"] as const).map((change) =>
    Plot.lineY(
      points.filter((point) => point[change] !== null),
      {
        x: "k",
        y: change,
        stroke: color,
        strokeWidth: 1.5,
        strokeDasharray: change === "dropped" ? "1.5 3.5" : "5 4"
      }
    )
  );
}

function altText(effect: AuditEffect, study: StudySummary): string {
  const label = labelsAmong(study.policies, effect.curves);
  return effect.curves
    .flatMap(({policy, points, marked}) => {
      const last = points.at(-1);
      if (!last) return [];
      const {k, coverage, worst, best} = last;
      return `${label(policy)}, ${whole(marked)} marked: ${percent(coverage)} at k = ${whole(k)}, from ${percent(worst ?? coverage)} to ${percent(best ?? coverage)}`;
    })
    .join("; ");
}

const columns = ["k", "coverage", "low", "high", "dropped", "flipped", "worst", "best"] as const;

function effectsCsv(effects: readonly AuditEffect[]): string {
  const rows = effects.flatMap(({benchmark, kind, curves}) =>
    curves.flatMap(({policy, points}) =>
      points.map((point) => [benchmark, kind, policy, ...columns.map((column) => point[column])])
    )
  );
  return toCsv(["benchmark", "kind", "policy", ...columns], rows);
}
