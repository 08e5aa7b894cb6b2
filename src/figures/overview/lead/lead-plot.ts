import {axisBottom, axisLeft} from "d3-axis";
import {format} from "d3-format";
import {create, type Selection} from "d3-selection";
import {area, line} from "d3-shape";
import {crossingLines} from "../../../findings/lead/lead-text.js";
import type {LeadView} from "../../../findings/lead/lead-view.js";
import {policyStyles, type PolicyStyle} from "../../../findings/shared/policy-style.js";
import {aheadRanges} from "../../../metrics/coverage/ahead-ranges.js";
import type {CoverageCurve} from "../../../metrics/coverage/coverage-table.js";
import {placeLabels} from "../../shared/plot/place-labels.js";
import {budgetTicks} from "../../shared/plot/plot-frame.js";
import {policySymbol} from "../../shared/plot/policy-symbol.js";
import {textWidth} from "../../shared/plot/text-width.js";
import {leadScales, WORD_SIZE, type LeadScales} from "./lead-scales.js";
import {endTexts, writeWords} from "./lead-words.js";

type Svg = Selection<SVGSVGElement, undefined, null, undefined>;
type Point = CoverageCurve["points"][number];

const END_GAP = 38;
/** Radius of a circle as large as a mark. */
const SYMBOL = 4.85;

/** Coverage of the main pair against k, with its bands, what luck reaches, k* and its values in words. `alt` is the figure for people who do not see it. */
export function leadPlot(view: LeadView, width: number, alt: string): SVGSVGElement {
  const scales = leadScales(view, width);
  const all = policyStyles([view.base, view.trained]);
  const styles = {base: all.get(view.base.policy)!, trained: all.get(view.trained.policy)!};
  const colors = {base: styles.base.color, trained: styles.trained.color};
  const svg = create("svg")
    .attr("class", "lead-plot")
    .attr("width", width)
    .attr("height", scales.height)
    .attr("viewBox", `0 0 ${width} ${scales.height}`)
    .attr("role", "img")
    .attr("aria-label", alt);
  drawGround(svg, view, scales, colors);
  drawAxes(svg, scales);
  for (const whose of ["base", "trained"] as const)
    svg
      .append("path")
      .attr("class", "band")
      .attr("fill", colors[whose])
      .attr("fill-opacity", 0.16)
      .attr(
        "d",
        area<Point>()
          .x(({k}) => scales.x(k))
          .y0(({low}) => scales.y(low))
          .y1(({high}) => scales.y(high))(view.curves[whose].points)
      );
  drawRuns(svg, view, scales, colors.trained);
  drawLuck(svg, view, scales);
  for (const whose of ["base", "trained"] as const) drawCurve(svg, view.curves[whose], styles[whose], scales);
  drawCrossing(svg, view, scales);
  const wished = (["trained", "base"] as const).map((whose) =>
    scales.y(view.curves[whose].points.at(-1)!.coverage)
  );
  const hasNames = scales.ends.some(({name}) => name !== "");
  const [ofTrained, ofBase] = placeLabels(
    wished,
    hasNames ? END_GAP : END_GAP / 2,
    scales.top,
    scales.height - scales.bottom - (hasNames ? 20 : 0)
  );
  endTexts(svg, scales, colors, {base: ofBase!, trained: ofTrained!});
  writeWords(svg, view, scales, colors);
  return svg.node()!;
}

function drawGround(
  svg: Svg,
  view: LeadView,
  {x, top, height, bottom}: LeadScales,
  colors: Record<"base" | "trained", string>
): void {
  for (const {side, from, to} of aheadRanges(view.comparison.points))
    svg
      .append("rect")
      .attr("class", "lead-ground")
      .attr("x", x(from))
      .attr("width", x(to) - x(from))
      .attr("y", top)
      .attr("height", height - bottom - top)
      .attr("fill", colors[side === "base" ? "base" : "trained"])
      .attr("fill-opacity", 0.055);
}

function drawAxes(svg: Svg, {x, y, ks, width, left, right, height, bottom}: LeadScales): void {
  const ticks = budgetTicks(ks, {width, marginLeft: left, marginRight: right});
  const vertical = svg
    .append("g")
    .attr("transform", `translate(${left},0)`)
    .call(
      axisLeft(y)
        .ticks(5)
        .tickFormat((share) => format(".0%")(Number(share)))
        .tickSize(-(width - left - right))
        .tickPadding(8)
    );
  const horizontal = svg
    .append("g")
    .attr("transform", `translate(0,${height - bottom})`)
    .call(axisBottom(x).tickValues(ticks).tickFormat(String).tickSize(5).tickPadding(5));
  for (const axis of [vertical, horizontal]) {
    axis.attr("font-size", 13).attr("font-family", null).attr("fill", null);
    axis.select(".domain").remove();
    axis.selectAll("text").attr("fill", "var(--ink-soft)");
  }
  vertical.selectAll("line").attr("stroke", "var(--grid)");
  vertical
    .selectAll("line")
    .filter((share) => share === 0)
    .attr("stroke", "var(--ink-faint)");
  horizontal.selectAll("line").attr("stroke", "var(--ink-faint)");
  svg
    .append("text")
    .attr("x", (left + width - right) / 2)
    .attr("y", height - 4)
    .attr("text-anchor", "middle")
    .attr("font-size", 13)
    .attr("fill", "var(--ink-soft)")
    .text("tries per problem, k");
}

function drawCurve(svg: Svg, {points}: CoverageCurve, style: PolicyStyle, {x, y}: LeadScales): void {
  const {color, isPublished = false} = style;
  svg
    .append("path")
    .attr("class", "curve")
    .attr("fill", "none")
    .attr("stroke", color)
    .attr("stroke-width", 3)
    .attr("stroke-linejoin", "round")
    .attr(
      "d",
      line<Point>()
        .x(({k}) => x(k))
        .y(({coverage}) => y(coverage))(points)
    );
  svg
    .append("g")
    .attr("fill", isPublished ? "var(--ground)" : color)
    .attr("stroke", isPublished ? color : "none")
    .attr("stroke-width", 2)
    .selectAll("path")
    .data(points)
    .join("path")
    .attr("transform", ({k, coverage}) => `translate(${x(k)},${y(coverage)})`)
    .attr("d", policySymbol(style.symbol, SYMBOL));
}

/** Each training run as a thin line, and the interval of their mean over problems and runs as two dotted ones. */
function drawRuns(svg: Svg, {runs}: LeadView, {x, y}: LeadScales, color: string): void {
  if (!runs) return;
  const draw = (kind: string, values: readonly number[], dash: string): void => {
    svg
      .append("path")
      .attr("class", kind)
      .attr("fill", "none")
      .attr("stroke", color)
      .attr("stroke-width", dash === "none" ? 0.9 : 1.5)
      .attr("stroke-dasharray", dash)
      .attr(
        "d",
        line<number>()
          .x((_, j) => x(runs.curve[j]!.k))
          .y((share) => y(share))(values as number[])
      );
  };
  for (const {coverage} of runs.runs) draw("run", coverage, "none");
  for (const end of ["low", "high"] as const)
    draw(
      "runs-interval",
      runs.curve.map((point) => point[end]),
      "1.5 3"
    );
}

function drawLuck(svg: Svg, {luck}: LeadView, {x, y}: LeadScales): void {
  if (!luck) return;
  svg
    .append("path")
    .attr("class", "guess-floor")
    .attr("fill", "none")
    .attr("stroke", "var(--ink-soft)")
    .attr("stroke-width", 2)
    .attr("stroke-dasharray", "4 5")
    .attr(
      "d",
      line<{k: number; coverage: number}>()
        .x(({k}) => x(k))
        .y(({coverage}) => y(coverage))(luck.points)
    );
}

/** k*: a line down through the plot, its interval in the lane above, and both in words. */
function drawCrossing(svg: Svg, view: LeadView, scales: LeadScales): void {
  const {x, lane, left, width, right, height, bottom, wordsAbove} = scales;
  const {observed, low, high} = view.comparison.crossing;
  const lines = crossingLines(view);
  if (observed === null || observed <= 1) {
    writeLine(svg, [lines.join(" ")], left, lane);
    return;
  }
  const [least, most] = [left, width - right];
  const place = (k: number | null): number => (k === null ? most : Math.min(most, Math.max(least, x(k))));
  const [at, from, to] = [place(observed), place(low), place(high)];
  svg
    .append("path")
    .attr("d", `M${at},${lane}V${height - bottom}`)
    .attr("stroke", "var(--ink)")
    .attr("stroke-dasharray", "2 4")
    .attr("stroke-width", 1.5);
  svg
    .append("path")
    .attr("class", "crossing")
    .attr("d", `M${from},${lane}H${to}`)
    .attr("stroke", "var(--ink)")
    .attr("stroke-width", 3);
  if (high === null)
    svg
      .append("path")
      .attr("d", `M${to - 7},${lane - 5}l7,5l-7,5`)
      .attr("fill", "none")
      .attr("stroke", "var(--ink)")
      .attr("stroke-width", 2);
  svg.append("circle").attr("cx", at).attr("cy", lane).attr("r", 5.5).attr("fill", "var(--ink)");
  if (wordsAbove.length > 0) {
    const length = Math.max(...wordsAbove.map((words) => textWidth(words, WORD_SIZE)));
    const start = Math.max(0, Math.min(at - length / 2, width - length));
    wordsAbove.forEach((words, i) => {
      writeLine(svg, wordsAbove.length > 1 ? [words] : lines, start, 14 + 20 * i);
    });
    return;
  }
  const length = textWidth(lines.join(" "), WORD_SIZE);
  writeLine(svg, lines, to + 12 + length <= width ? to + 12 : from - 12 - length, lane);
}

/** Words on one line, what follows the first in softer ink. */
function writeLine(svg: Svg, [first = "", ...others]: readonly string[], x: number, y: number): void {
  const text = svg
    .append("text")
    .attr("x", x)
    .attr("y", y)
    .attr("dy", "0.35em")
    .attr("font-size", WORD_SIZE)
    .attr("fill", "var(--ink)");
  text.append("tspan").attr("font-weight", 600).text(first);
  for (const words of others) text.append("tspan").attr("fill", "var(--ink-soft)").text(` ${words}`);
}
