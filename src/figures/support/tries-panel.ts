import * as Plot from "@observablehq/plot";
import {evenTriesText} from "../../findings/support/tries-text.js";
import {certifiedBound, groupTitle, type SupportGroup} from "../../findings/support/support-groups.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {powerText, whole} from "../../findings/shared/format.js";
import {evenTries, FAR_TRIES, MOST_TRIES} from "../../metrics/support/certificate.js";
import {axisText, panelHeading} from "../shared/plot/panel-marks.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

/** Where tries that never suffice stand on the axis, and the axis's end. */
const NEVER = 1e14;
const END = 10 ** 14.6;
const ROW = {most: 9, least: 3};
const MARGIN = {left: 8, right: 10, top: 44, bottom: 42};
/** A panel is at most so high that a screen holds it. */
const MOST_HEIGHT = 430;

interface TriesRow {
  row: number;
  full: number;
  /** At the settings, between bounds. */
  least: number;
  most: number;
  text: string;
}

/** Tries that each problem of a group takes the policy that is asked: filled at temperature 1, hollow at its settings. */
export function triesPanel(
  group: SupportGroup,
  {title, width, styles}: {title: string; width: number; styles: ReadonlyMap<string, PolicyStyle>}
): PlottedSvg {
  const {named, side, problems} = group;
  const {color, symbol} = styles.get(named[side].policy)!;
  const rows = triesRows(group);
  const step = Math.min(
    ROW.most,
    Math.max(ROW.least, (MOST_HEIGHT - MARGIN.top - MARGIN.bottom) / problems.length)
  );
  const n = Math.max(...problems.map((problem) => problem[side].n));
  const radius = Math.min(3.2, step * 0.42);
  return drawPanel({
    ariaLabel: altText(title, group, rows),
    width,
    height: MARGIN.top + MARGIN.bottom + step * problems.length,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: {type: "log", domain: [1, END], label: null},
    y: {domain: [-0.5, problems.length - 0.5], reverse: true, axis: null},
    marks: [...axisMarks(title, group, width), ...problemMarks(rows, {n, radius, color, symbol})]
  });
}

function axisMarks(title: string, group: SupportGroup, width: number): Plot.Markish[] {
  return [
    Plot.gridX([1, 1e3, FAR_TRIES, 1e9, MOST_TRIES], {stroke: "var(--grid)", strokeOpacity: 1}),
    Plot.axisX([1, 1e3, FAR_TRIES, 1e9, MOST_TRIES, NEVER], {
      ...axisText,
      anchor: "bottom",
      tickSize: 4,
      stroke: "var(--ink-faint)",
      tickFormat: (value: number) =>
        value === NEVER ? "never" : value === 1 ? "1" : powerText(Math.log10(value))
    }),
    ...panelHeading([title, groupTitle(group)], {width, marginLeft: MARGIN.left, marginTop: MARGIN.top}),
    axisTitle("tries for a better than even chance", MARGIN.bottom)
  ];
}

/** A line a problem from what it takes at temperature 1 to what it takes at the settings, and the rule of n. */
function problemMarks(
  rows: readonly TriesRow[],
  {n, radius, color, symbol}: {n: number; radius: number; color: string; symbol: PolicyStyle["symbol"]}
): Plot.Markish[] {
  return [
    Plot.ruleX([n], {stroke: "var(--ink-soft)", strokeDasharray: "3 3"}),
    Plot.text([n], {
      x: (value: number) => value,
      text: () => `n = ${whole(n)}`,
      frameAnchor: "top",
      dy: -7,
      fontSize: 12,
      fill: "var(--ink-soft)"
    }),
    Plot.ruleY(rows, {y: "row", x1: "full", x2: "most", stroke: color, strokeOpacity: 0.3}),
    Plot.dot(rows, {
      x: "most",
      y: "row",
      symbol,
      r: radius,
      stroke: color,
      fill: "var(--ground)",
      strokeWidth: 1
    }),
    Plot.dot(
      rows.filter(({least, most}) => least !== most),
      {
        x: "least",
        y: "row",
        symbol,
        r: radius,
        stroke: color,
        fill: "var(--ground)",
        strokeDasharray: "1.5 1.5"
      }
    ),
    Plot.dot(rows, {x: "full", y: "row", symbol, r: radius, fill: color, title: "text"})
  ];
}

function triesRows({problems, side}: SupportGroup): TriesRow[] {
  const placed = (rate: number): number => Math.min(NEVER, evenTries(rate));
  const sorted = [...problems].sort(
    (a, b) =>
      certifiedBound(b[side]).full - certifiedBound(a[side]).full || (a.problem_id < b.problem_id ? -1 : 1)
  );
  return sorted.map((problem, row) => {
    const bound = certifiedBound(problem[side]);
    return {
      row,
      full: placed(bound.full),
      least: placed(bound.high),
      most: placed(bound.low),
      text: `${problem.problem_id}: ${evenTriesText(bound.full)} tries at temperature 1, ${evenTriesText(bound.high)} at the settings; ${problem[side].class}`
    };
  });
}

function altText(title: string, group: SupportGroup, rows: readonly TriesRow[]): string {
  const never = rows.filter(({least}) => least === NEVER).length;
  const middle = rows[rows.length >> 1];
  return `${title}: ${groupTitle(group)}. ${whole(rows.length)} problems by the tries that known correct texts take; half of them at most ${middle === undefined ? "none" : evenTriesText(Math.LN2 / middle.full)} at temperature 1. At the settings ${whole(never)} never.`;
}
