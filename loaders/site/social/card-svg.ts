import type {LeadView} from "../../../src/findings/lead/lead-view.js";
import {about, budget, whole} from "../../../src/findings/shared/format.js";
import {escapeHtml} from "../navigation.js";
import type {PageWords} from "./page-words.js";

/** Size of the picture, in pixels: what sites that show links ask for. */
export const CARD = {width: 1200, height: 630};

const MARGIN = 64;
/** Letters in a line of the title, at most. */
const LETTERS = 38;
const TITLE_SIZE = 58;
const TEXT_SIZE = 30;
const INK = {dark: "#1b1d20", soft: "#4d5259", base: "#284882", trained: "#da6f23"};

/** The picture of a page as SVG: its title, how it goes on, and the main pair's curves where it is about them. */
export function cardSvg({title, description}: PageWords, report: string, lead: LeadView | null): string {
  const lines = wrap(title, LETTERS).slice(0, 3);
  const titleEnd = 150 + (lines.length - 1) * TITLE_SIZE * 1.2;
  const rows = lines.map((line, i) => text(line, MARGIN, 150 + i * TITLE_SIZE * 1.2, TITLE_SIZE, INK.dark));
  const body =
    lead === null
      ? wrap(description, 74)
          .slice(0, 5)
          .map((line, i) => text(line, MARGIN, titleEnd + 70 + i * TEXT_SIZE * 1.4, TEXT_SIZE, INK.soft))
      : [curves(lead, titleEnd + 50)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">`,
    `<rect width="${CARD.width}" height="${CARD.height}" fill="#ffffff"/>`,
    text(report, MARGIN, 72, 26, INK.soft),
    ...rows,
    ...body,
    "</svg>"
  ].join("");
}

/** Both curves over k on a log scale, with their values at both ends and k*. */
function curves(lead: LeadView, top: number): string {
  const [left, right, bottom] = [MARGIN + 90, CARD.width - 260, CARD.height - 70];
  const ks = lead.comparison.points.map(({k}) => k);
  const [least, most] = [ks[0]!, Math.max(ks[0]! * 2, ks.at(-1)!)];
  const x = (k: number): number => left + ((right - left) * Math.log(k / least)) / Math.log(most / least);
  const y = (share: number): number => bottom - (bottom - top) * share;
  const ends = (["base", "trained"] as const).map((whose) => {
    const {points} = lead.curves[whose];
    const [first, last] = [points[0]!, points.at(-1)!];
    const path = points.map(({k, coverage}) => `${round(x(k))},${round(y(coverage))}`).join(" ");
    const label = lead[whose].label;
    return [
      `<polyline points="${path}" fill="none" stroke="${INK[whose]}" stroke-width="6" stroke-linejoin="round"/>`,
      text(about(first.coverage), x(first.k) - 12, y(first.coverage) + 9, 26, INK[whose], "end"),
      text(`${about(last.coverage)} ${label}`, x(last.k) + 14, y(last.coverage) + 9, 26, INK[whose])
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

function wrap(words: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && longer.length <= letters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function round(value: number): string {
  return value.toFixed(1);
}
