import {
  changeAnswer,
  changeCaption,
  changeName,
  changeRows,
  partAnswer,
  partCaption,
  partRows,
  solversName
} from "../../findings/support/change-text.js";
import {authorColor, namedPair, pairTitle} from "../../findings/perplexity/perplexity-conditions.js";
import {toCsv} from "../../findings/shared/csv.js";
import {percent, powerText} from "../../findings/shared/format.js";
import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import {factorText} from "../../findings/support/tries-text.js";
import type {LogChange, PartChange} from "../../metrics/support/log-change.js";
import type {SupportPair} from "../../metrics/support/support-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {responsiveFigure} from "../shared/page/responsive-figure.js";
import {curvePanel, type PanelAxis, type PanelCurve} from "../shared/plot/curve-panel.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import type {SupportReportOptions} from "./support-report.js";

const HEIGHT = 260;
/** Problems from which on a mean along the text is drawn. */
const ENOUGH = 5;

function drawn({along}: SupportPair): PartChange[] {
  return along.filter(({problems}) => problems >= ENOUGH);
}

/** Distributions of how much likelier texts became, by author and verdict, a panel for each pair. */
export function changeFigure({labelledBy, support, study, foldOuts}: SupportReportOptions): HTMLElement {
  const {pairs} = support;
  const styles = policyStyles(study.policies);
  const values = pairs.flatMap(({changes}) => changes.flatMap(({quantiles}) => quantiles.map(decades)));
  const x = wholeDecades(values);
  return responsiveFigure({
    labelledBy,
    name: "support-change",
    answer: changeAnswer(support, study),
    caption: changeCaption(support),
    csv: () => {
      const {columns, rows} = changeRows(support);
      return toCsv(columns, rows);
    },
    // What it rests on is not among the tables of the site.
    query: "",
    draw: (width) =>
      pairs.map((pair) =>
        curvePanel({
          title: [pairTitle(namedPair(pair, study), pairs), "share of texts"],
          xTitle: "probability after training / before",
          x,
          y: {
            domain: [0, 1],
            ticks: [0, 0.25, 0.5, 0.75, 1],
            format: (share) => `${Math.round(share * 100)}%`
          },
          curves: pair.changes.map((change) => changeCurve(change, pair, {study, styles})),
          alt: `Share of texts whose probability changed by at most a factor. ${pair.changes.map((change) => `${changeName(change, namedPair(pair, study))}: median ${factorText(change.median.estimate)}`).join("; ")}.`,
          width: panelWidth(width, pairs.length),
          height: HEIGHT
        })
      ),
    foldOuts
  });
}

function changeCurve(
  change: LogChange,
  pair: SupportPair,
  {study, styles}: {study: StudySummary; styles: ReadonlyMap<string, PolicyStyle>}
): PanelCurve {
  const named = namedPair(pair, study);
  const last = change.quantiles.length - 1;
  return {
    label: changeName(change, named),
    color: authorColor(change.source, named, styles),
    symbol: null,
    ...(change.isCorrect ? {} : {dash: "4 3"}),
    points: change.quantiles.map((value, i) => ({
      x: decades(value),
      estimate: i / last,
      low: i / last,
      high: i / last
    }))
  };
}

/** How much likelier correct texts became along the text, by who solves the problem. */
export function partFigure({labelledBy, support, study, foldOuts}: SupportReportOptions): HTMLElement {
  const {pairs} = support;
  const styles = policyStyles(study.policies);
  const values = pairs.flatMap((pair) =>
    drawn(pair).flatMap(({parts}) =>
      parts.flatMap(({estimate, low, high}) => [estimate, low ?? estimate, high ?? estimate])
    )
  );
  const y = wholeDecades([...values.map(decades), 0]);
  return responsiveFigure({
    labelledBy,
    name: "support-along",
    answer: partAnswer(support, study),
    caption: partCaption(support),
    csv: () => {
      const {columns, rows} = partRows(support);
      return toCsv(columns, rows);
    },
    // What it rests on is not among the tables of the site.
    query: "",
    draw: (width) =>
      pairs.map((pair) =>
        curvePanel({
          title: [pairTitle(namedPair(pair, study), pairs), "probability after training / before"],
          xTitle: "place in the text",
          x: {
            domain: [0, 1],
            ticks: [0, 0.25, 0.5, 0.75, 1],
            format: (share) => `${Math.round(share * 100)}%`
          },
          y,
          curves: drawn(pair).map((change) => partCurve(change, pair, {study, styles})),
          alt: `Change of probability in each tenth of correct texts. ${drawn(pair)
            .map(
              (change) =>
                `${solversName(change.solvers, namedPair(pair, study))}: ${change.parts.map(({estimate}, i) => `${percent((i + 0.5) / change.parts.length)} ${factorText(estimate)}`).join(", ")}`
            )
            .join("; ")}.`,
          width: panelWidth(width, pairs.length),
          height: HEIGHT
        })
      ),
    foldOuts
  });
}

function partCurve(
  {solvers, parts}: PartChange,
  pair: SupportPair,
  {study, styles}: {study: StudySummary; styles: ReadonlyMap<string, PolicyStyle>}
): PanelCurve {
  const named = namedPair(pair, study);
  const color =
    solvers === "base" || solvers === "rl"
      ? authorColor(solvers, named, styles)
      : solvers === "both"
        ? "var(--ink)"
        : "var(--ink-faint)";
  return {
    label: solversName(solvers, named),
    color,
    symbol: null,
    ...(solvers === "neither" ? {dash: "4 3"} : {}),
    points: parts.map(({estimate, low, high}, i) => ({
      x: (i + 0.5) / parts.length,
      estimate: decades(estimate),
      low: decades(low ?? estimate),
      high: decades(high ?? estimate)
    }))
  };
}

/** Nats as powers of ten. */
function decades(nats: number): number {
  return nats / Math.LN10;
}

/** An axis of whole powers of ten that holds the values. */
function wholeDecades(values: readonly number[]): PanelAxis {
  const low = Math.floor(Math.min(-1, ...values));
  const high = Math.ceil(Math.max(1, ...values));
  const step = Math.max(1, Math.ceil((high - low) / 6));
  const ticks = Array.from({length: Math.floor((high - low) / step) + 1}, (_, i) => low + i * step);
  // 1 is where nothing changed.
  const shift = ticks.find((tick) => tick >= 0)! % step;
  return {
    domain: [low, high],
    ticks: ticks.map((tick) => tick - shift).filter((tick) => tick >= low && tick <= high),
    format: (power) => (power === 0 ? "1" : powerText(power))
  };
}
