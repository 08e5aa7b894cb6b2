import type {LeadView} from "../../../src/findings/lead/lead-view.js";
import {about, budget, whole} from "../../../src/findings/shared/format.js";
import {escapeHtml} from "../navigation.js";
import {balancedLines, cutLine} from "./card-lines.js";
import type {PageWords} from "./page-words.js";

/** Size of the picture, in pixels: what sites that show links ask for. */
export const CARD = {width: 1200, height: 630};

const MARGIN = 64;
const ROOM = CARD.width - 2 * MARGIN;
/** Of the values and names right of the curves. */
const END_ROOM = 260;
const END_SIZE = 26;
const TITLE_SIZE = 58;
const TEXT_SIZE = 30;
const INK = {dark: "#1b1d20", soft: "#4d5259", base: "#284882", trained: "#da6f23"};

/** The picture of a page as SVG: its title, how it goes on, and the main pair's curves where it is about them. */
export function cardSvg({title, description}: PageWords, report: string, lead: LeadView | null): string {
  const lines = balancedLines(title, {size: TITLE_SIZE, width: ROOM, most: 3});
  const titleEnd = 150 + (lines.length - 1) * TITLE_SIZE * 1.2;
  const rows = lines.map((line, i) => text(line, MARGIN, 150 + i * TITLE_SIZE * 1.2, TITLE_SIZE, INK.dark));
  const body =
    lead === null
      ? balancedLines(description, {size: TEXT_SIZE, width: ROOM, most: 6}).map((line, i) =>
          text(line, MARGIN, titleEnd + 70 + i * TEXT_SIZE * 1.4, TEXT_SIZE, INK.soft)
        )
      : [curves(lead, titleEnd + 50)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">`,
    `<rect width="${CARD.width}" height="${CARD.height}" fill="#ffffff"/>`,
    text(cutLine(report, END_SIZE, ROOM), MARGIN, 72, END_SIZE, INK.soft),
    ...rows,
    ...body,
    "</svg>"
  ].join("");
}

/** Both curves over k on a log scale, with their values at both ends and k*. */
function curves(lead: LeadView, top: number): string {
  const [left, right, bottom] = [MARGIN + 90, CARD.width - END_ROOM, CARD.height - 70];
  const ks = lead.comparison.points.map(({k}) => k);
  const [least, most] = [ks[0]!, Math.max(ks[0]! * 2, ks.at(-1)!)];
  const x = (k: number): number => left + ((right - left) * Math.log(k / least)) / Math.log(most / least);
  const y = (share: number): number => bottom - (bottom - top) * share;
  const [starts, stops] = ([0, -1] as const).map((end) => heights(lead, end, y));
  const ends = (["base", "trained"] as const).map((whose) => {
    const {points} = lead.curves[whose];
    const [first, last] = [points[0]!, points.at(-1)!];
    const value = `${about(last.coverage)} ${lead[whose].label}`;
    const path = points.map(({k, coverage}) => `${round(x(k))},${round(y(coverage))}`).join(" ");
    return [
      `<polyline points="${path}" fill="none" stroke="${INK[whose]}" stroke-width="6" stroke-linejoin="round"/>`,
      text(about(first.coverage), x(first.k) - 12, starts![whose] + 9, END_SIZE, INK[whose], "end"),
      text(cutLine(value, END_SIZE, END_ROOM - 30), x(last.k) + 14, stops![whose] + 9, END_SIZE, INK[whose])
    ].join("");
  });
  const {observed} = lead.comparison.crossing;
  const crossing =
    observed === null || observed < least || observed > most
      ? ""
      : `<line x1="${round(x(observed))}" x2="${round(x(observed))}" y1="${round(top)}" y2="${bottom}" stroke="${INK.soft}" stroke-width="2" stroke-dasharray="4 6"/>${text(`k* = ${budget(observed)}`, x(observed) + 10, bottom - 14, 24, INK.soft)}`;
  const axis = `<line x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}" stroke="${INK.soft}" stroke-width="2"/>`;
  const words = [
    text(`${whole(least)} try`, left, bottom + 36, 24, INK.soft, "middle"),
    text(`${whole(most)} tries`, right, bottom + 36, 24, INK.soft, "middle")
  ];
  return [axis, ...ends, crossing, ...words].join("");
}

/** Heights of both values at an end, far enough apart to be read. */
function heights(
  lead: LeadView,
  end: 0 | -1,
  y: (share: number) => number
): Record<"base" | "trained", number> {
  const [base, trained] = (["base", "trained"] as const).map((whose) =>
    y(lead.curves[whose].points.at(end)!.coverage)
  ) as [number, number];
  const missing = Math.max(0, END_SIZE + 4 - Math.abs(base - trained)) / 2;
  const isAbove = base < trained;
  return {
    base: base + (isAbove ? -missing : missing),
    trained: trained + (isAbove ? missing : -missing)
  };
}

function text(
  content: string,
  x: number,
  y: number,
  size: number,
  fill: string,
  anchor: "start" | "middle" | "end" = "start"
): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}">${escapeHtml(content)}</text>`;
}

function round(value: number): string {
  return value.toFixed(1);
}
