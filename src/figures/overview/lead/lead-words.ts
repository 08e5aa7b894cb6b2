import type {Selection} from "d3-selection";
import {movedText} from "../../../findings/lead/lead-text.js";
import type {LeadView} from "../../../findings/lead/lead-view.js";
import {about, tries} from "../../../findings/shared/format.js";
import {roleName} from "../../../findings/shared/role-name.js";
import {aheadRanges} from "../../../metrics/coverage/ahead-ranges.js";
import {textWidth} from "../../shared/plot/text-width.js";
import {freePlace, type TextBox} from "./free-place.js";
import {NAME_SIZE, VALUE_SIZE, WORD_SIZE, type LeadScales} from "./lead-scales.js";

type Svg = Selection<SVGSVGElement, undefined, null, undefined>;

interface Word {
  text: string;
  size: number;
  fill: string;
  weight: number;
  /** Where it would stand, the best first: left upper corners. */
  corners: readonly (readonly [number, number])[];
  /** Whether it may be left out where there is no free place. */
  isOptional?: boolean;
}

/** Writes what stands inside the plot, each word where no line and no other word is: values of one try, luck, what was lost, who is ahead. */
export function writeWords(
  svg: Svg,
  view: LeadView,
  scales: LeadScales,
  colors: Record<"base" | "trained", string>
): void {
  const {x, y, left, top, width, right, height, bottom} = scales;
  const line = (points: readonly {k: number; coverage: number}[]): [number, number][] =>
    points.map(({k, coverage}) => [x(k), y(coverage)]);
  const lines = [
    line(view.curves.base.points),
    line(view.curves.trained.points),
    line(view.luck?.points ?? [])
  ];
  const {observed} = view.comparison.crossing;
  if (observed !== null && observed > 1)
    lines.push([
      [x(observed), top],
      [x(observed), height - bottom]
    ]);
  const frame = {x: left + 2, y: top - 8, width: width - left - right - 4, height: height - top - bottom + 6};
  const boxes: TextBox[] = [];
  for (const {text, size, fill, weight, corners, isOptional} of [
    ...startWords(view, scales, colors),
    ...luckWord(view, scales),
    ...movedWord(view, scales),
    ...groundWords(view, scales)
  ]) {
    const box = {width: textWidth(text, size) + 2, height: size};
    const found = freePlace(
      corners.map(([left, upper]) => ({x: left, y: upper, ...box})),
      {lines, boxes, frame}
    );
    if (!found || (isOptional && !found.isFree)) continue;
    boxes.push(found.box);
    svg
      .append("text")
      .attr("x", found.box.x)
      .attr("y", found.box.y + 0.8 * size)
      .attr("fill", fill)
      .attr("font-size", size)
      .attr("font-weight", weight)
      .text(text);
  }
}

function startWords(
  {curves}: LeadView,
  {x, y}: LeadScales,
  colors: Record<"base" | "trained", string>
): Word[] {
  return (["trained", "base"] as const).map((whose): Word => {
    const point = curves[whose].points[0]!;
    const isUpper = point.coverage >= curves[whose === "base" ? "trained" : "base"].points[0]!.coverage;
    const [px, py] = [x(point.k), y(point.coverage)];
    const ways = isUpper ? [-1, 1] : [1, -1];
    return {
      text: `${about(point.coverage)} with ${tries(point.k)}`,
      size: WORD_SIZE,
      fill: colors[whose],
      weight: 600,
      corners: ways.flatMap((way) =>
        [10, 22, 36, 52, 70, 90].flatMap((dy) =>
          [8, 16].map((dx) => [px + dx, way < 0 ? py - dy - WORD_SIZE : py + dy] as const)
        )
      )
    };
  });
}

function luckWord({luck}: LeadView, {x, y, width}: LeadScales): Word[] {
  if (!luck) return [];
  const text = width < 480 ? "luck: random steps" : "luck: random steps of right arithmetic";
  const length = textWidth(text, WORD_SIZE);
  const places = [0.5, 0.45, 0.4, 0.55, 0.6, 0.3, 0.65, 0.7, 0.2, 0.8].map(
    (part) => luck.points[Math.round(part * (luck.points.length - 1))]!
  );
  const corners = [10, 20, 34].flatMap((away) =>
    places.flatMap(({k, coverage}) => [
      [x(k) + away, y(coverage) + 6] as const,
      [x(k) - away - length, y(coverage) - 6 - WORD_SIZE] as const
    ])
  );
  return [{text, size: WORD_SIZE, fill: "var(--ink-soft)", weight: 400, corners}];
}

function movedWord(view: LeadView, {x, y, ks}: LeadScales): Word[] {
  const text = movedText(view);
  if (text === "" || ks.length < 2) return [];
  const [ofBase, ofTrained] = [view.curves.base, view.curves.trained].map(({points}) =>
    y(points.at(-1)!.coverage)
  ) as [number, number];
  const middle = (ofBase + ofTrained - WORD_SIZE) / 2;
  const away = Array.from({length: 30}, (_, i) => 6 * i).flatMap((dy) => [middle + dy, middle - dy]);
  const rightmost = x(ks.at(-1)!) - 12 - textWidth(text, WORD_SIZE);
  return [
    {
      text,
      size: WORD_SIZE,
      fill: "var(--ink)",
      weight: 400,
      corners: [0, 30, 60].flatMap((dx) => away.map((upper) => [rightmost - dx, upper] as const))
    }
  ];
}

/** Who is ahead, at the foot of each tinted ground that holds the words. */
function groundWords(view: LeadView, {x, height, bottom}: LeadScales): Word[] {
  return aheadRanges(view.comparison.points).map(({side, from, to}): Word => {
    const text = `${side === "base" ? "base" : roleName(view.trained)} ahead`;
    const room = x(to) - x(from);
    const length = textWidth(text, NAME_SIZE);
    const middle = x(from) + (room - length) / 2;
    return {
      text,
      size: NAME_SIZE,
      fill: "var(--ink-soft)",
      weight: 400,
      isOptional: true,
      corners: room < length + 12 ? [] : [[middle, height - bottom - 8 - NAME_SIZE] as const]
    };
  });
}

/** Writes the values at the right ends, apart from each other. */
export function endTexts(
  svg: Svg,
  scales: LeadScales,
  colors: Record<"base" | "trained", string>,
  places: Record<"base" | "trained", number>
): void {
  for (const {whose, value, name} of scales.ends) {
    const text = svg
      .append("text")
      .attr("x", scales.width - scales.right + 12)
      .attr("y", places[whose])
      .attr("dy", "0.35em")
      .attr("fill", colors[whose]);
    text.append("tspan").attr("font-size", VALUE_SIZE).attr("font-weight", 650).text(value);
    if (name === "") continue;
    text
      .append("tspan")
      .attr("x", scales.width - scales.right + 12)
      .attr("dy", "1.25em")
      .attr("font-size", NAME_SIZE)
      .text(name);
  }
}
