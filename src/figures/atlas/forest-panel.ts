import * as Plot from "@observablehq/plot";
import {ATLAS_LEVEL, pooledText} from "../../findings/atlas/atlas-text.js";
import {pairText} from "../../findings/atlas/atlas-columns.js";
import {points, whole} from "../../findings/shared/format.js";
import {percentOfLevel} from "../../findings/shared/interval-text.js";
import type {AtlasPoint, AtlasRow} from "../../metrics/atlas/atlas-row.js";
import type {PooledEffect} from "../../metrics/pooling/random-effects.js";
import {axisText} from "../shared/plot/panel-marks.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";
import {fitLines} from "../shared/plot/text-width.js";

/** A row of the figure: a comparison at the budget that is shown. */
export interface ForestRow extends AtlasPoint {
  row: AtlasRow;
  /** Title of its report where that is another than the one of the row above; null elsewhere. */
  heading: string | null;
}

interface ForestPanel {
  rows: readonly ForestRow[];
  k: number;
  summary: PooledEffect | null;
  width: number;
}

/** A line of the drawing, from above: what it says at the left and at the right. */
interface ForestLine {
  key: string;
  label: string;
  isHeading: boolean;
  value: string;
}

/** A line where it stands, in pixels from the uppermost line's top: the middle of its label and that of its interval. */
interface PlacedLine extends ForestLine {
  labelAt: number;
  markAt: number;
}

const LABEL_SIZE = 13;
const LABEL_LINE = 15;
/** Between the labels of two lines, and below a label that stands above its interval. */
const BETWEEN = 9;
const UNDER = 23;
/** Below this width labels stand above their intervals. */
const NARROW = 640;
const TOP = 30;
const FOOT = 40;
const SUMMARY = "summary";
const PREDICTION = "prediction";

/** Colours are those of policies: where a row is from is told by its mark and by how dark it is. */
const sourceStyles = {
  measured: {color: "var(--ink)", symbol: "square"},
  imported: {color: "var(--ink-soft)", symbol: "circle"},
  published: {color: "var(--role-published)", symbol: "diamond"}
} as const;

/** The difference of each row with its interval, and their summary below. Left of the line the base is ahead. */
export function forestPanel(panel: ForestPanel): PlottedSvg {
  const {rows, summary, width} = panel;
  const isNarrow = width < NARROW;
  const marginLeft = isNarrow ? 4 : Math.round(0.45 * width);
  const marginRight = isNarrow ? 52 : 146;
  const {lines, inner} = placedLines(forestLines(panel, isNarrow), {
    room: isNarrow ? width - 8 : marginLeft - 14,
    isNarrow
  });
  const domain = forestDomain(rows);
  const height = TOP + inner + FOOT;
  return drawPanel({
    ...{width, height, marginLeft, marginRight, marginTop: TOP, marginBottom: FOOT},
    ariaLabel: altText(panel),
    x: {domain: [...domain], label: null},
    y: {domain: [inner, 0], label: null, axis: null},
    marks: [
      Plot.gridX({ticks: isNarrow ? 4 : 6, stroke: "var(--grid)", strokeOpacity: 1}),
      Plot.axisX({
        ...axisText,
        ticks: isNarrow ? 4 : 6,
        tickSize: 4,
        tickFormat: (value: number) => points(value).replace(/\.0$/, ""),
        stroke: "var(--ink-faint)"
      }),
      Plot.ruleX([0], {stroke: "var(--ink-faint)", strokeWidth: 1.5}),
      ...sideTexts(isNarrow ? marginRight : null),
      axisName(panel.k),
      ...lineTexts(lines, {isNarrow, marginLeft, marginRight}),
      ...rowMarks(rows, lines),
      ...(summary ? summaryMarks(summary, domain, lines) : [])
    ]
  });
}

function forestLines({rows, summary, k}: ForestPanel, isNarrow: boolean): ForestLine[] {
  const lines = rows.flatMap(({row, heading, ...point}, i): ForestLine[] => [
    ...(heading === null ? [] : [{key: `heading ${i}`, label: heading, isHeading: true, value: ""}]),
    {
      key: rowKey(i),
      label: `${pairText(row)}, ${row.benchmark}`,
      isHeading: false,
      value: valueText(point, isNarrow)
    }
  ]);
  if (summary === null) return lines;
  const {effects, prediction} = summary;
  const shown = (value: {estimate: number; low: number; high: number}): string =>
    isNarrow ? points(value.estimate) : pooledText(value);
  const mean = `Mean of ${whole(effects)} reports, k = ${whole(k)}`;
  return [
    ...lines,
    {key: SUMMARY, label: mean, isHeading: true, value: shown(summary)},
    ...(prediction === null
      ? []
      : [
          {
            ...{key: PREDICTION, label: "Another report like these", isHeading: false},
            value: `${points(prediction.low)} to ${points(prediction.high)}`
          }
        ])
  ];
}

/** Labels in as many lines as they take, each line of the drawing below the one before. */
function placedLines(
  all: readonly ForestLine[],
  {room, isNarrow}: {room: number; isNarrow: boolean}
): {lines: PlacedLine[]; inner: number} {
  let inner = 0;
  const lines = all.map((line): PlacedLine => {
    const texts = fitLines(line.label, LABEL_SIZE, room);
    const letters = LABEL_LINE * texts.length;
    const [top, height] = [inner, letters + (isNarrow ? UNDER : BETWEEN)];
    inner += height;
    const middle = top + height / 2;
    return {
      ...line,
      label: texts.join("\n"),
      labelAt: isNarrow ? top + letters / 2 + 3 : middle,
      markAt: isNarrow ? top + letters + UNDER / 2 - 1 : middle
    };
  });
  return {lines, inner};
}

function markPlace(lines: readonly PlacedLine[], key: string): number {
  return lines.find((line) => line.key === key)!.markAt;
}

function rowKey(i: number): string {
  return `row ${i}`;
}

function valueText({difference, low, high}: AtlasPoint, isNarrow: boolean): string {
  if (isNarrow || low === null || high === null) return points(difference);
  return pooledText({estimate: difference, low, high});
}

/** All rows with their intervals and zero. A summary of few reports may be far wider: it is cut at the edge. */
function forestDomain(rows: readonly ForestRow[]): [number, number] {
  const ends = rows.flatMap(({difference, low, high}) => [difference, low ?? difference, high ?? difference]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const room = Math.max(0.02, 0.04 * (high - low));
  return [Math.max(-1, low - room), Math.min(1, high + room)];
}

/** Which side of zero is whose. `marginRight` where the words stand at the edges, for there is no room beside zero. */
function sideTexts(marginRight: number | null): Plot.Markish[] {
  const words = {left: "← base ahead", right: "trained ahead →"};
  if (marginRight === null)
    return (["left", "right"] as const).map((side) =>
      Plot.text([0], {
        ...{x: (zero: number) => zero, frameAnchor: "top", text: () => words[side], dy: -14},
        ...(side === "left" ? {textAnchor: "end", dx: -8} : {textAnchor: "start", dx: 8}),
        ...axisText
      })
    );
  return [
    Plot.text([words.left], {...axisText, frameAnchor: "top-left", dx: 0, dy: -20}),
    Plot.text([words.right], {...axisText, frameAnchor: "top-right", dx: marginRight - 2, dy: -20})
  ];
}

function axisName(k: number): Plot.Markish {
  return Plot.text([`pass@${whole(k)} of the trained policy minus its base’s, points`], {
    ...{...axisText, frameAnchor: "bottom-right", textAnchor: "end", dy: 36}
  });
}

function lineTexts(
  lines: readonly PlacedLine[],
  {isNarrow, marginLeft, marginRight}: {isNarrow: boolean; marginLeft: number; marginRight: number}
): Plot.Markish[] {
  return [
    ...[true, false].map((isHeading) =>
      Plot.text(
        lines.filter((line) => line.isHeading === isHeading),
        {
          ...{y: "labelAt", lineAnchor: "middle", frameAnchor: "left", textAnchor: "start"},
          dx: -marginLeft + 1,
          text: ({label}: PlacedLine) => label,
          ...{fill: "var(--ink)", fontSize: LABEL_SIZE, fontWeight: isHeading ? 650 : 400},
          lineHeight: LABEL_LINE / LABEL_SIZE,
          ...(isNarrow ? {stroke: "var(--ground)", strokeWidth: 4} : {})
        }
      )
    ),
    Plot.text(lines, {
      ...{y: "markAt", lineAnchor: "middle", frameAnchor: "right", textAnchor: "end", dx: marginRight - 2},
      text: ({value}: PlacedLine) => value,
      ...{fill: "var(--ink)", fontSize: 12.5}
    })
  ];
}

function rowMarks(rows: readonly ForestRow[], lines: readonly PlacedLine[]): Plot.Markish[] {
  return rows.flatMap(({row, difference, low, high}, i) => {
    const {color, symbol} = sourceStyles[row.source];
    const dot = {x: difference, y: markPlace(lines, rowKey(i)), low, high};
    const hasInterval = low !== null && high !== null;
    return [
      ...(hasInterval
        ? [Plot.ruleY([dot], {x1: "low", x2: "high", y: "y", stroke: color, strokeWidth: 2})]
        : []),
      // Hollow: printed without an interval.
      Plot.dot([dot], {
        ...{x: "x", y: "y", symbol, r: 4, stroke: color, strokeWidth: 1.75},
        fill: hasInterval ? color : "var(--ground)"
      })
    ];
  });
}

function summaryMarks(
  summary: PooledEffect,
  domain: [number, number],
  lines: readonly PlacedLine[]
): Plot.Markish[] {
  const inside = (value: number): number => Math.min(domain[1], Math.max(domain[0], value));
  const rule = (key: string, {low, high}: {low: number; high: number}, dash: string): Plot.Markish[] => [
    Plot.ruleY([{y: markPlace(lines, key), low: inside(low), high: inside(high)}], {
      ...{x1: "low", x2: "high", y: "y", stroke: "var(--ink)", strokeWidth: 2, strokeDasharray: dash}
    }),
    // What goes on beyond the edge.
    ...([low, high] as const).flatMap((end, i) =>
      inside(end) === end
        ? []
        : [
            Plot.text([{y: markPlace(lines, key), x: inside(end)}], {
              ...{x: "x", y: "y", dx: i === 0 ? -1 : 1, text: () => (i === 0 ? "◂" : "▸")},
              ...{textAnchor: i === 0 ? "start" : "end", fill: "var(--ink)", fontSize: 14}
            })
          ]
    )
  ];
  return [
    ...rule(SUMMARY, summary, "none"),
    Plot.dot([{y: markPlace(lines, SUMMARY), x: inside(summary.estimate)}], {
      ...{x: "x", y: "y", symbol: "diamond", r: 6, fill: "var(--ink)"}
    }),
    ...(summary.prediction === null ? [] : rule(PREDICTION, summary.prediction, "4 3"))
  ];
}

function altText({rows, k, summary}: ForestPanel): string {
  const values = rows.map(
    ({row, ...point}) => `${pairText(row)} on ${row.benchmark} ${valueText(point, false)}`
  );
  const mean =
    summary === null
      ? ""
      : ` Mean of ${whole(summary.effects)} reports ${pooledText(summary)}, ${percentOfLevel(ATLAS_LEVEL)}.`;
  return `Differences of pass@${whole(k)} from the base in points, with intervals. ${values.join("; ")}.${mean}`;
}
