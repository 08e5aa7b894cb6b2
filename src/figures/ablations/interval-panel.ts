import {axisBottom} from "d3-axis";
import {scaleBand, scaleLinear, type ScaleBand, type ScaleLinear} from "d3-scale";
import {create, type Selection} from "d3-selection";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import {policySymbol} from "../shared/plot/policy-symbol.js";
import {round} from "../shared/plot/svg-panel.js";
import {fittedSize, fitLines, textWidth} from "../shared/plot/text-width.js";

/** A quantity of one policy with its interval. */
interface IntervalRow {
  label: string;
  estimate: number;
  low: number;
  high: number;
  /** Single values that the estimate is the mean of. */
  dots?: readonly number[];
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

const TITLE_SIZE = 14;
const LABEL_SIZE = 13;
const LABEL_LINE = 12.5;
/** Longer labels break into two lines. */
const MOST_LABEL_SHARE = 0.42;
const ROW = 26;
const FOOT = 30;
const VALUE_ROOM = 48;
const TICK_ROOM = 45;

type Svg = Selection<SVGSVGElement, undefined, null, undefined>;
type X = ScaleLinear<number, number>;
type Y = ScaleBand<string>;

/** A dot with its interval for each row, its value at the right, and the line that all are compared with. */
export function intervalPanel(panel: IntervalPanel): SVGSVGElement {
  const {title, rows, reference, domain, width} = panel;
  const widest = Math.max(30, ...rows.map(({label}) => textWidth(label, LABEL_SIZE)));
  const left = Math.min(widest + 12, MOST_LABEL_SHARE * width);
  const top = 18 * title.length + 26;
  const foot = top + ROW * rows.length;
  const svg = create("svg")
    .attr("width", width)
    .attr("height", foot + FOOT)
    .attr("viewBox", `0 0 ${width} ${foot + FOOT}`)
    .attr("role", "img")
    .attr("aria-label", altText(panel));
  const x = scaleLinear([...domain], [left, width - VALUE_ROOM]);
  const y = scaleBand(
    rows.map(({label}) => label),
    [top, foot]
  );
  drawAxis(svg, panel, {x, top, foot});
  drawReference(svg, reference, {x, top, foot});
  svg
    .selectAll("text.heading")
    .data(title)
    .join("text")
    .attr("y", (_, i) => 14 + 17 * i)
    .attr("font-size", (line, i) => fittedSize(line, i === 0 ? TITLE_SIZE : 13, width))
    .attr("font-weight", (_, i) => (i === 0 ? 600 : 400))
    .attr("fill", (_, i) => (i === 0 ? "var(--ink)" : "var(--ink-soft)"))
    .text((line) => line);
  drawRows(svg, panel, {x, y, left});
  return svg.node()!;
}

function drawAxis(
  svg: Svg,
  {domain, format, width}: IntervalPanel,
  {x, top, foot}: {x: X; top: number; foot: number}
): void {
  const [left] = x.range() as [number, number];
  const ticks = Math.max(2, Math.min(4, Math.floor((width - left - VALUE_ROOM) / TICK_ROOM)));
  const axis = svg
    .append("g")
    .attr("transform", `translate(0,${foot})`)
    .call(
      axisBottom(scaleLinear(domain, x.range()))
        .ticks(ticks)
        .tickFormat((value) => format(Number(value)).replace(/\.0(?=%?$)/, ""))
        .tickSize(top - foot)
        .tickPadding(7)
    );
  axis.attr("font-size", 12.5).attr("font-family", null);
  axis.select(".domain").remove();
  axis.selectAll("line").attr("stroke", "var(--grid)");
  axis.selectAll("text").attr("fill", "var(--ink-soft)");
  // Short ticks below the lines of the grid.
  axis.selectAll(".tick").append("line").attr("y2", 4).attr("stroke", "var(--ink-faint)");
}

function drawReference(
  svg: Svg,
  {label, estimate, low, high, color}: IntervalReference,
  {x, top, foot}: {x: X; top: number; foot: number}
): void {
  if (low < high)
    svg
      .append("rect")
      .attr("class", "band")
      .attr("x", round(x(low)))
      .attr("width", round(x(high) - x(low)))
      .attr("y", top)
      .attr("height", foot - top)
      .attr("fill", color);
  const at = round(x(estimate));
  svg.append("path").attr("d", `M${at},${top}V${foot}`).attr("stroke", color).attr("stroke-width", 1.5);
  const [least, most] = x.domain() as [number, number];
  const isRight = estimate > (least + most) / 2;
  svg
    .append("text")
    .attr("x", at + (isRight ? 3 : -3))
    .attr("y", top - 9)
    .attr("text-anchor", isRight ? "end" : "start")
    .attr("font-size", 12.5)
    .attr("font-weight", 600)
    .attr("fill", color)
    .text(label);
}

function drawRows(
  svg: Svg,
  {rows, format, width}: IntervalPanel,
  {x, y, left}: {x: X; y: Y; left: number}
): void {
  const row = svg
    .selectAll("g.row")
    .data(rows)
    .join("g")
    .attr("class", "row")
    .attr("transform", ({label}) => `translate(0,${round(y(label)! + y.bandwidth() / 2)})`);
  row
    .append("path")
    .attr("d", ({low, high}) => `M${round(x(low))},0H${round(x(high))}`)
    .attr("stroke", ({style}) => style.color)
    .attr("stroke-width", 2);
  row
    .selectAll("circle")
    .data(({dots = [], style}) => dots.map((value) => ({value, color: style.color})))
    .join("circle")
    .attr("cx", ({value}) => round(x(value)))
    .attr("r", 2.75)
    .attr("fill", "var(--ground)")
    .attr("stroke", ({color}) => color)
    .attr("stroke-width", 1.25);
  row
    .append("path")
    .attr("transform", ({estimate}) => `translate(${round(x(estimate))},0)`)
    .attr("d", ({style}) => policySymbol(style.symbol, 4))
    .attr("fill", ({style}) => style.color);
  row
    .append("text")
    .attr("x", width - 2)
    .attr("dy", "0.32em")
    .attr("text-anchor", "end")
    .attr("font-size", 12.5)
    .attr("fill", "var(--ink)")
    .text(({estimate}) => format(estimate));
  row
    .append("text")
    .attr("text-anchor", "end")
    .attr("font-size", LABEL_SIZE)
    .attr("fill", "var(--ink)")
    .selectAll("tspan")
    .data(({label}) => {
      const lines = fitLines(label, LABEL_SIZE, left - 10);
      return lines.map((line, i) => ({line, y: (i - (lines.length - 1) / 2) * LABEL_LINE}));
    })
    .join("tspan")
    .attr("x", left - 8)
    .attr("y", ({y: middle}) => middle)
    .attr("dy", "0.32em")
    .text(({line}) => line);
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

function altText({title, rows, reference, format}: IntervalPanel): string {
  const values = rows.map(
    ({label, estimate, low, high}) => `${label} ${format(estimate)} (${format(low)} to ${format(high)})`
  );
  return `${title.join(", ")}. Dots with intervals. ${values.join("; ")}. Line: ${reference.label} ${format(reference.estimate)}.`;
}
