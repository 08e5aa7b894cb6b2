import {html} from "htl";
import {verdictEnvelopeAnswer, verdictEnvelopeCsv} from "../../findings/audit/verdict-envelope-text.js";
import {drawnEnvelopes} from "../../findings/audit/drawn-envelopes.js";
import {pairName} from "../../findings/audit/effect-text.js";
import {benchmarkLabel} from "../../findings/shared/benchmark-label.js";
import {labelsAmong} from "../../findings/shared/distinct-label.js";
import {oneAnswer} from "../../findings/shared/figure-answer.js";
import {percent, whole} from "../../findings/shared/format.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {VerdictEnvelope} from "../../metrics/audit/verdict-envelope.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {answerElement} from "../shared/page/answer-element.js";
import {choice} from "../shared/page/choice.js";
import {responsiveFigure} from "../shared/page/responsive-figure.js";
import {curveMarks} from "../shared/plot/curve-marks.js";
import {budgetAxis} from "../shared/plot/panel-axes.js";
import {keyLine, keyPlaces, panelKey} from "../shared/plot/panel-key.js";
import {gridAxes, panelHeading} from "../shared/plot/panel-marks.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

export interface VerdictEnvelopeOptions {
  labelledBy: string;
  envelopes: readonly VerdictEnvelope[];
  study: StudySummary;
  foldOuts: readonly Node[];
}

const HEIGHT = 260;
const MARGIN = {left: 40, right: 14, bottom: 40};

/** Curves between what the verifier's errors and cut completions could make of them, for the benchmark that the reader chooses. */
export function verdictEnvelopeReport({
  labelledBy,
  envelopes,
  study,
  foldOuts
}: VerdictEnvelopeOptions): HTMLElement {
  const answer = answerElement(verdictEnvelopeAnswer(envelopes, study));
  if (envelopes.length === 0) return html`<div class="figure">${answer}</div>`;
  const place = html`<div></div>`;
  const benchmarks = [...new Set(envelopes.map(({benchmark}) => benchmark))];
  const chosen = choice(
    "Benchmark",
    benchmarks.map((id) => ({value: id, label: benchmarkLabel(study, id)})),
    benchmarks[0]!
  );
  const draw = (): void => {
    const shown = envelopes.filter(({benchmark}) => benchmark === chosen.value);
    const {drawn, text} = drawnEnvelopes(shown);
    place.replaceChildren(
      responsiveFigure({
        labelledBy,
        name: "verdict-envelopes",
        answer: oneAnswer(text),
        caption:
          "Lines: as counted. Bands: no intervals, but the least and the most that a curve can be if the verifier errs as often as the upper end of its rate’s interval, and if what was cut is not wrong but missing.",
        csv: () => verdictEnvelopeCsv(shown),
        query: "",
        foldOuts,
        draw: (width) => drawn.map((one) => envelopePanel(one, study, panelWidth(width, drawn.length)))
      })
    );
  };
  chosen.addEventListener("input", draw);
  draw();
  return html`<div>${answer}${benchmarks.length > 1 ? chosen : ""}${place}</div>`;
}

function envelopePanel(envelope: VerdictEnvelope, study: StudySummary, width: number): PlottedSvg {
  const {benchmark, curves} = envelope;
  const styles = policyStyles(study.policies);
  const title = [benchmarkLabel(study, benchmark)];
  const label = labelsAmong(study.policies, envelope.curves);
  const entries = curves.map(({policy}) => ({...styles.get(policy)!, label: label(policy)}));
  const places = keyPlaces(entries, width);
  const keyHeight = keyLine * (places.length === 0 ? 0 : places.at(-1)!.line + 1);
  const marginTop = 18 + keyHeight + 14;
  const points = curves.flatMap((curve) => curve.points);
  const x = budgetAxis(
    points.map(({k}) => k),
    width
  );
  const most = Math.max(0, ...points.map(({high}) => high));
  const plot = drawPanel({
    width,
    height: HEIGHT + keyHeight,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop,
    marginBottom: MARGIN.bottom,
    ariaLabel: altText(envelope, study),
    x: {type: "log", base: 2, domain: [...x.domain], label: null},
    y: {domain: [0, Math.min(1, Math.ceil(most * 5 - 1e-9) / 5 || 0.2)], label: null},
    marks: [
      ...gridAxes(x, {ticks: 5, format: (share) => `${Math.round(share * 100)}%`}),
      ...panelHeading(title, {width, marginLeft: MARGIN.left, marginTop}),
      axisTitle("k", MARGIN.bottom),
      ...curveMarks(
        curves.map(({policy, points: own}) => ({
          points: own.map(({coverage, ...point}) => ({...point, estimate: coverage})),
          style: styles.get(policy)!
        }))
      )
    ]
  });
  plot.append(...panelKey(entries, places, 18 + 4));
  return plot;
}

function altText(envelope: VerdictEnvelope, study: StudySummary): string {
  const label = labelsAmong(study.policies, envelope.curves);
  const parts = envelope.curves.map(({policy, points}) => {
    const {k, coverage, low, high} = points.at(-1)!;
    return `${label(policy)}: ${percent(coverage)} at k = ${whole(k)}, from ${percent(low)} to ${percent(high)}`;
  });
  return `${pairName(envelope, study)}. Curves between their least and their most. ${parts.join("; ")}.`;
}
