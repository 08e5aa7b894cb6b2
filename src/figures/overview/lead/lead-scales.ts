import {scaleLinear, scaleLog, type ScaleContinuousNumeric} from "d3-scale";
import {crossingLines} from "../../../findings/lead/lead-text.js";
import type {LeadView} from "../../../findings/lead/lead-view.js";
import {about} from "../../../findings/shared/format.js";
import {coverageTop} from "../../coverage/coverage-plot.js";
import {textWidth} from "../../shared/plot/text-width.js";

type Scale = ScaleContinuousNumeric<number, number>;

/** What stands right of a line's end: a name with the value, and the policy's own name where that says more. */
interface EndLabel {
  whose: "base" | "trained";
  value: string;
  name: string;
}

/** Sizes and scales of the figure. */
export interface LeadScales {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: Scale;
  y: Scale;
  ks: readonly number[];
  ends: readonly EndLabel[];
  /** Height of the lane of k*, and of the lines above it that its words need; none where they fit beside it. */
  lane: number;
  wordsAbove: readonly string[];
}

/** Letters of values at the ends, and of all other words. */
export const VALUE_SIZE = 16;
export const WORD_SIZE = 14.5;
export const NAME_SIZE = 13;

const LINE = 20;
const BESIDE = 12;

/** The scales of a figure `width` pixels wide: as high as a wide screen holds beside title and caption. */
export function leadScales(view: LeadView, width: number): LeadScales {
  const {curves, comparison, luck} = view;
  const ends = endLabels(view, width);
  const room = Math.max(
    ...ends.map(({value, name}) => Math.max(textWidth(value, VALUE_SIZE), textWidth(name, NAME_SIZE)))
  );
  // Until the typeface is there, letters are wider.
  const [left, right] = [44, Math.ceil(1.14 * room) + BESIDE];
  const ks = comparison.points.map(({k}) => k);
  const [least, most] = [ks[0]!, Math.max(2 * ks[0]!, ks.at(-1)!)];
  const x = scaleLog()
    .base(2)
    .domain([least, most])
    .range([left, width - right]);
  const wordsAbove = crossingRows(view, width, x);
  const lane = LINE * wordsAbove.length + 14;
  const [top, bottom] = [lane + 18, 46];
  const height = Math.round(Math.min(450, Math.max(300, 0.6 * width))) + LINE * wordsAbove.length;
  const share = coverageTop(
    [curves.base, curves.trained],
    luck?.points.map(({coverage}) => coverage)
  );
  const y = scaleLinear()
    .domain([0, share])
    .range([height - bottom, top]);
  return {width, height, left, right, top, bottom, x, y, ks, ends, lane, wordsAbove};
}

function endLabels({base, trained, curves}: LeadView, width: number): EndLabel[] {
  const most = width < 480 ? 92 : 150;
  return (["trained", "base"] as const).map((whose) => {
    const {role, label} = whose === "base" ? base : trained;
    const word = whose === "base" ? "Base" : role === "rl" ? "RL" : "Trained";
    const isSame = label.toLowerCase() === word.toLowerCase();
    return {
      whose,
      value: `${word} ${about(curves[whose].points.at(-1)!.coverage)}`,
      name: isSame || textWidth(label, NAME_SIZE) > most ? "" : label
    };
  });
}

/** The words at the crossing as lines above the lane; none where they fit beside the interval of k*. */
function crossingRows(view: LeadView, width: number, x: Scale): string[] {
  const lines = crossingLines(view);
  const whole = lines.join(" ");
  const length = 1.14 * textWidth(whole, WORD_SIZE);
  const {observed, high, low} = view.comparison.crossing;
  if (lines.length === 0 || observed === null || observed <= 1) return [];
  const [from, to] = [x(Math.max(low ?? 1, x.domain()[0]!)), high === null ? x.range()[1]! : x(high)];
  if (to + BESIDE + length <= width || from - BESIDE - length >= 0) return [];
  return length <= width ? [whole] : lines;
}
