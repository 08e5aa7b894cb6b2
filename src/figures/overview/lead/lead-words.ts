import type {Selection} from "d3-selection";
import {guesserNames} from "../../../findings/coverage/guess-curve.js";
import {movedText} from "../../../findings/lead/lead-text.js";
import type {LeadView} from "../../../findings/lead/lead-view.js";
import {about, tries, whole} from "../../../findings/shared/format.js";
import {roleName} from "../../../findings/shared/role-name.js";
import {aheadRanges} from "../../../metrics/coverage/ahead-ranges.js";
import {textWidth} from "../../shared/plot/text-width.js";
import {freePlace, type TextBox} from "./free-place.js";
import {NAME_SIZE, VALUE_SIZE, WORD_SIZE, type LeadScales} from "./lead-scales.js";

type Svg = Selection<SVGSVGElement, undefined, null, undefined>;
type Colors = Readonly<Record<"base" | "trained", string>>;
type Corner = readonly [x: number, y: number];

/** Something to say inside the plot. */
interface Word {
  /** In the order of preference: the first that finds a free place is written. */
  texts: readonly string[];
  size: number;
  fill: string;
  weight: number;
  /** Left upper corners for a text of a width, the best first. */
  corners: (width: number) => readonly Corner[];
  /** Whether it may be left out where there is no free place. */
  isOptional?: boolean;
}

/** Writes what stands inside the plot, where no line and no other word is: values of one try, luck, what was lost, who is ahead. */
export function writeWords(svg: Svg, view: LeadView, scales: LeadScales, colors: Colors): void {
  const lines = plotLines(view, scales);
  const frame = {
    x: scales.left + 2,
    y: scales.top + 2,
    width: scales.width - scales.left - scales.right - 4,
    height: scales.height - scales.top - scales.bottom - 4
  };
  const boxes: TextBox[] = [];
  for (const word of [
    ...startWords(view, scales, colors),
    ...luckWord(view, scales),
    ...movedWord(view, scales),
    ...groundWords(view, scales)
  ]) {
    const tried = word.texts.flatMap((text) => {
      const width = textWidth(text, word.size) * MARGIN;
      const corners = word.corners(width).map(([x, y]) => ({x, y, width, height: word.size}));
      const found = freePlace(corners, {lines, boxes, frame});
      return found ? [{text, ...found}] : [];
    });
    const found = tried.find(({isFree}) => isFree) ?? (word.isOptional ? undefined : tried.at(-1));
    if (!found) continue;
    boxes.push(found.box);
    writeWord(svg, word, found.text, found.box);
  }
}

/** A little more room than letters are thought to take. */
const MARGIN = 1.06;

function writeWord(svg: Svg, {size, fill, weight}: Word, text: string, box: TextBox): void {
  svg
    .append("text")
    .attr("x", box.x)
    .attr("y", box.y + 0.8 * size)
    .attr("fill", fill)
    .attr("font-size", size)
    .attr("font-weight", weight)
    .text(text);
}

function plotLines(view: LeadView, {x, y, top, height, bottom}: LeadScales): Corner[][] {
  const line = (points: readonly {k: number; coverage: number}[]): Corner[] =>
    points.map(({k, coverage}) => [x(k), y(coverage)]);
  const {observed} = view.comparison.crossing;
  const down: Corner[] =
    observed !== null && observed > 1
      ? [
          [x(observed), top],
          [x(observed), height - bottom]
        ]
      : [];
  const {curve = [], runs = []} = view.runs ?? {};
  const ofRuns = [
    ...runs.map(({coverage}) => coverage),
    ...(["low", "high"] as const).map((end) => curve.map((point) => point[end]))
  ].map((values) => line(values.map((coverage, i) => ({k: curve[i]!.k, coverage}))));
  return [
    line(view.curves.base.points),
    line(view.curves.trained.points),
    line(view.luck?.points ?? []),
    ...ofRuns,
    down
  ];
}

function startWords({curves}: LeadView, {x, y}: LeadScales, colors: Colors): Word[] {
  return (["trained", "base"] as const).map((whose): Word => {
    const point = curves[whose].points[0]!;
    const other = curves[whose === "base" ? "trained" : "base"].points[0]!;
    const [px, py] = [x(point.k), y(point.coverage)];
    const ways = point.coverage >= other.coverage ? [-1, 1] : [1, -1];
    return {
      texts: [`${about(point.coverage)} with ${tries(point.k)}`, about(point.coverage)],
      size: WORD_SIZE,
      fill: colors[whose],
      weight: 600,
      corners: () =>
        ways.flatMap((way) =>
          [12, 22, 36, 52, 70].flatMap((dy) =>
            [8, 4, 16].map((dx): Corner => [px + dx, way < 0 ? py - dy - WORD_SIZE : py + dy])
          )
        )
    };
  });
}

function luckWord({luck}: LeadView, {x, y}: LeadScales): Word[] {
  if (!luck) return [];
  const places = [0.5, 0.45, 0.4, 0.55, 0.6, 0.3, 0.65, 0.7, 0.2, 0.8].map(
    (part) => luck.points[Math.round(part * (luck.points.length - 1))]!
  );
  return [
    {
      texts: [`luck: ${guesserNames[luck.guesser ?? "arithmetic"]}`, "luck"],
      size: WORD_SIZE,
      fill: "var(--ink-soft)",
      weight: 400,
      corners: (width) =>
        [10, 20, 34].flatMap((away) =>
          places.flatMap(({k, coverage}): Corner[] => [
            [x(k) + away, y(coverage) + 6],
            [x(k) - away - width, y(coverage) - 6 - WORD_SIZE]
          ])
        )
    }
  ];
}

function movedWord(view: LeadView, {x, y, ks}: LeadScales): Word[] {
  const {moved, curves} = view;
  if (!moved || ks.length < 2) return [];
  const [ofBase, ofTrained] = [curves.base, curves.trained].map(({points}) => y(points.at(-1)!.coverage));
  const middle = (ofBase! + ofTrained! - WORD_SIZE) / 2;
  const away = Array.from({length: 30}, (_, i) => 6 * i).flatMap((dy) => [middle + dy, middle - dy]);
  const end = x(ks.at(-1)!) - 12;
  return [
    {
      texts: [movedText(view), `${whole(moved.lost)} lost, ${whole(moved.gained)} gained`],
      size: WORD_SIZE,
      fill: "var(--ink)",
      weight: 400,
      corners: (width) => away.flatMap((top) => [0, 30, 60].map((dx): Corner => [end - width - dx, top])),
      isOptional: true
    }
  ];
}

/** Who is ahead, at the foot of each tinted ground that holds the words. */
function groundWords(view: LeadView, {x, height, bottom}: LeadScales): Word[] {
  return aheadRanges(view.comparison.points).map(({side, from, to}): Word => ({
    texts: [`${side === "base" ? "base" : roleName(view.trained)} ahead`],
    size: NAME_SIZE,
    fill: "var(--ink-soft)",
    weight: 400,
    isOptional: true,
    corners: (width) => {
      const room = x(to) - x(from);
      if (room < width + 8) return [];
      return [[x(from) + (room - width) / 2, height - bottom - 8 - NAME_SIZE]];
    }
  }));
}

/** Writes the values at the right ends, at the given heights. */
export function endTexts(
  svg: Svg,
  {ends, width, right}: LeadScales,
  colors: Colors,
  heights: Readonly<Record<"base" | "trained", number>>
): void {
  const x = width - right + 12;
  for (const {whose, value, name} of ends) {
    const text = svg
      .append("text")
      .attr("x", x)
      .attr("y", heights[whose])
      .attr("dy", "0.35em")
      .attr("fill", colors[whose]);
    text.append("tspan").attr("font-size", VALUE_SIZE).attr("font-weight", 650).text(value);
    if (name !== "")
      text.append("tspan").attr("x", x).attr("dy", "1.25em").attr("font-size", NAME_SIZE).text(name);
  }
}
