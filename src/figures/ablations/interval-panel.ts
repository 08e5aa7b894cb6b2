import * as Plot from "@observablehq/plot";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {axisText, panelHeading} from "../shared/plot/panel-marks.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";
import {textWidth} from "../shared/plot/text-width.js";

/** A quantity of one policy with its interval. */
interface IntervalRow {
  label: string;
  estimate: number;
  low: number;
  high: number;
  style: Pick<PolicyStyle, "color" | "symbol">;
}

/** A vertical line that the rows are read against, with a band where it has one. */
interface IntervalReference {
  label: string;
  estimate: number;
  low: number;
  high: number;
  /** A CSS colour. */
  color: string;
}

export interface IntervalPanel {
  /** Lines of the heading; the first stands out. */
  title: readonly string[];
  rows: readonly IntervalRow[];
  reference: IntervalReference;
  /** Of the axis; panels of one quantity share it. */
  domain: readonly [number, number];
  /** Of values; the axis drops a last `.0`. */
  format: (value: number) => string;
  width: number;
}

const LABEL_SIZE = 13;
/** Longer labels break into two lines. */
const MOST_LABEL_SHARE = 0.42;
const ROW = 26;
const VALUE_ROOM = 48;
const TICK_ROOM = 45;

/** A dot with its interval for each row, its value at the right, and the line that all are compared with. */
export function intervalPanel({title, rows, reference, domain, format, width}: IntervalPanel): PlottedSvg {
  const widest = Math.max(30, ...rows.map(({label}) => textWidth(label, LABEL_SIZE)));
  const marginLeft = Math.min(widest + 12, MOST_LABEL_SHARE * width);
  const marginTop = 18 * title.length + 26;
  const ticks = Math.max(2, Math.min(4, Math.floor((width - marginLeft - VALUE_ROOM) / TICK_ROOM)));
  return drawPanel({
    width,
    height: marginTop + ROW * rows.length + 30,
    marginLeft,
    marginRight: VALUE_ROOM,
    marginTop,
    marginBottom: 30,
    ariaLabel: altText({title, rows, reference, format}),
    x: {domain: [...domain], label: null},
    y: {domain: rows.map(({label}) => label), type: "band", label: null},
    marks: [
      Plot.gridX({ticks, stroke: "var(--grid)", strokeOpacity: 1}),
      ...referenceMarks(reference, domain),
      Plot.axisX({
        ...axisText,
        ticks,
        tickSize: 4,
        tickFormat: (value: number) => format(value).replace(/\.0(?=%?$)/, ""),
        stroke: "var(--ink-faint)"
      }),
      Plot.axisY({
        ...axisText,
        fill: "var(--ink)",
        fontSize: LABEL_SIZE,
        tickSize: 0,
        tickPadding: 8,
        lineWidth: (marginLeft - 10) / LABEL_SIZE,
        lineHeight: 0.95
      }),
      ...panelHeading(title, {marginLeft, marginTop, width}),
      Plot.ruleY(rows, {
        x1: "low",
        x2: "high",
        y: "label",
        stroke: ({style}: IntervalRow) => style.color,
        strokeWidth: 2
      }),
      ...rows.map((row) =>
        Plot.dot([row], {x: "estimate", y: "label", fill: row.style.color, symbol: row.style.symbol, r: 4})
      ),
      Plot.text(rows, {
        y: "label",
        text: ({estimate}: IntervalRow) => format(estimate),
        frameAnchor: "right",
        textAnchor: "end",
        dx: VALUE_ROOM - 2,
        fill: "var(--ink)",
        fontSize: 12.5
      })
    ]
  });
}

/** The least range of `steps` (for example 0.05) around some values with their intervals. */
export function intervalDomain(
  values: readonly {low: number; high: number}[],
  steps: number
): [number, number] {
  const low = Math.min(...values.map((value) => value.low));
  const high = Math.max(...values.map((value) => value.high));
  // Rounding errors must not add a step.
  const down = Math.floor(low / steps + 1e-9) * steps;
  const up = Math.ceil(high / steps - 1e-9) * steps;
  return [down, up > down ? up : down + steps];
}

function referenceMarks(reference: IntervalReference, domain: IntervalPanel["domain"]): Plot.Markish[] {
  const {estimate, low, high, color} = reference;
  const isRight = estimate > (domain[0] + domain[1]) / 2;
  const band =
    low < high ? [Plot.rectX([reference], {x1: "low", x2: "high", fill: color, className: "band"})] : [];
  return [
    ...band,
    Plot.ruleX([estimate], {stroke: color, strokeWidth: 1.5}),
    Plot.text([estimate], {
      x: (value: number) => value,
      frameAnchor: "top",
      text: () => reference.label,
      dy: -13,
      textAnchor: isRight ? "end" : "start",
      dx: isRight ? 3 : -3,
      fill: color,
      fontWeight: 600,
      fontSize: 12.5
    })
  ];
}

function altText({
  title,
  rows,
  reference,
  format
}: Pick<IntervalPanel, "title" | "rows" | "reference" | "format">): string {
  const values = rows.map(
    ({label, estimate, low, high}) => `${label} ${format(estimate)} (${format(low)} to ${format(high)})`
  );
  return `${title.join(", ")}. Dots with intervals. ${values.join("; ")}. Line: ${reference.label} ${format(reference.estimate)}.`;
}
