import * as Plot from "@observablehq/plot";
import {gapText, percent, whole} from "../../../findings/shared/format.js";
import type {PolicyStyle} from "../../../findings/shared/policy-style.js";
import {bothEnds} from "../../../findings/training/ends-text.js";
import type {EndsView, NamedEnds} from "../../../findings/training/ends-view.js";
import type {Estimate} from "../../../metrics/statistics/interval.js";
import {axisText, panelName} from "../plot/panel-marks.js";
import {drawPanel, type PlottedSvg} from "../plot/plotted-svg.js";

const LETTER = 6.9;
const ROW = 30;
const TOP = 66;
const FOOT = 30;
const GAP_ROOM = 92;

interface Dot extends Estimate {
  row: string;
  style: PolicyStyle;
}

/**
 * One benchmark: for each trained policy pass@1 (filled) and pass@k_max (hollow) with their intervals, the base's two values
 * as lines with theirs, and at the right the gap, which is the way from a filled mark to the base's right line.
 */
export function gapPanel(
  {benchmark, ends, base, trained, level}: EndsView & {base: NamedEnds},
  {width, styles}: {width: number; styles: ReadonlyMap<string, PolicyStyle>}
): PlottedSvg {
  const labels = trained.map(({summary}) => summary.label);
  const marginLeft = Math.max(30, ...labels.map((label) => label.length * LETTER + 8));
  const dots = (at: (typeof bothEnds)[number]): Dot[] =>
    trained.map(({policy, summary, pass}) => ({row: summary.label, style: styles.get(policy)!, ...pass[at]}));
  return drawPanel({
    width,
    height: TOP + ROW * trained.length + FOOT,
    marginLeft,
    marginRight: GAP_ROOM,
    marginTop: TOP,
    marginBottom: FOOT,
    ariaLabel: altText(benchmark.label, ends.kMax, [base, ...trained]),
    x: {domain: [0, 1], label: null},
    y: {domain: labels, type: "band", label: null},
    marks: [
      Plot.gridX({ticks: 5, stroke: "var(--grid)", strokeOpacity: 1}),
      ...baseMarks(base, ends.kMax),
      Plot.axisX({
        ...axisText,
        ticks: 5,
        tickSize: 4,
        tickFormat: (share: number) => `${Math.round(share * 100)}%`,
        stroke: "var(--ink-faint)"
      }),
      Plot.axisY({...axisText, fill: "var(--ink)", fontSize: 13, tickSize: 0, tickPadding: 6}),
      panelName(benchmark.label, {dx: -marginLeft, dy: 6 - TOP}),
      ...rowMarks(dots("atMost"), {isHollow: true, dy: 4}),
      ...rowMarks(dots("atOne"), {isHollow: false, dy: -4}),
      ...gapColumn(trained, level)
    ]
  });
}

/** The base's two values; what they are stands above, the left one's name to the left. */
function baseMarks(base: NamedEnds, kMax: number): Plot.Markish[] {
  const color = "var(--role-base)";
  return bothEnds.flatMap((at, i) => {
    const value = base.pass[at];
    return [
      Plot.rectX([value], {x1: "low", x2: "high", fill: color, fillOpacity: 0.16, className: "band"}),
      Plot.ruleX([value], {x: "estimate", stroke: color, strokeWidth: 1.5}),
      Plot.text([value], {
        x: "estimate",
        frameAnchor: "top",
        text: () => `${base.summary.label}, ${i === 0 ? "1 try" : `${whole(kMax)} tries`}`,
        // Two lines, so that names of near values do not meet.
        dy: i === 0 ? -10 : -27,
        dx: i === 0 ? -2 : 2,
        textAnchor: i === 0 ? "start" : "end",
        fill: color,
        fontWeight: 600,
        fontSize: 12.5
      })
    ];
  });
}

function rowMarks(dots: readonly Dot[], {isHollow, dy}: {isHollow: boolean; dy: number}): Plot.Markish[] {
  return dots.flatMap((dot) => {
    const {color, symbol} = dot.style;
    return [
      Plot.ruleY([dot], {x1: "low", x2: "high", y: "row", dy, stroke: color, strokeWidth: 2}),
      Plot.dot([dot], {
        x: "estimate",
        y: "row",
        dy,
        r: 4,
        symbol,
        stroke: color,
        strokeWidth: 1.75,
        fill: isHollow ? "var(--ground)" : color
      })
    ];
  });
}

function gapColumn(trained: readonly NamedEnds[], level: number): Plot.Markish[] {
  const rows = trained.flatMap(({summary, gap}) => (gap ? [{row: summary.label, ...gap}] : []));
  const place = {frameAnchor: "right", textAnchor: "end"} as const;
  return [
    Plot.text([`gap, ${Math.round(level * 100)}%`], {
      ...axisText,
      frameAnchor: "top-right",
      textAnchor: "end",
      dx: GAP_ROOM - 2,
      dy: -10
    }),
    Plot.text(rows, {
      ...place,
      y: "row",
      text: ({estimate}: Estimate) => gapText(estimate),
      dx: GAP_ROOM - 52,
      fill: "var(--ink)",
      fontSize: 13
    }),
    Plot.text(rows, {
      ...place,
      y: "row",
      text: ({low, high}: Estimate) => `${inWhole(low)} to ${inWhole(high)}`,
      dx: GAP_ROOM - 2,
      fill: "var(--ink-soft)",
      fontSize: 11.5
    })
  ];
}

/** Whole points, for intervals in small type. */
function inWhole(share: number): string {
  return gapText(Math.round(share * 100) / 100).replace(".0", "");
}

function altText(benchmark: string, kMax: number, policies: readonly NamedEnds[]): string {
  const parts = policies.map(
    ({summary, pass, gap}) =>
      `${summary.label} ${percent(pass.atOne.estimate)} at k = 1 and ${percent(pass.atMost.estimate)} at k = ${whole(kMax)}, gap ${gap ? gapText(gap.estimate) : "unknown"} points`
  );
  return `${benchmark}. Dots with intervals. ${parts.join("; ")}.`;
}
