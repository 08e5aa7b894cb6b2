import {crossingLines} from "../../src/findings/lead/lead-text.js";
import type {LeadView} from "../../src/findings/lead/lead-view.js";
import {points} from "../../src/findings/shared/format.js";
import {escapeHtml} from "./navigation.js";

const HEIGHT = 20;
/** Width of a letter of 11 px: texts are set to the width that is drawn for them, whatever typeface there is. */
const LETTER = 6.4;
const ROOM = 6;

/** An SVG badge that says where the curves of the report's main pair cross, with the interval. */
export function badgeSvg(lead: LeadView): string {
  const [label, value] = ["reasoning boundary", badgeText(lead)];
  const [left, right] = [label, value].map((text) => Math.round(text.length * LETTER) + 2 * ROOM) as [
    number,
    number
  ];
  const text = (words: string, x: number, width: number): string =>
    `<text x="${x + width / 2}" y="14" textLength="${width - 2 * ROOM}" lengthAdjust="spacingAndGlyphs">${escapeHtml(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${escapeHtml(`${label}: ${value}`)}">`,
    `<title>${escapeHtml(`${label}: ${value}`)}</title>`,
    `<rect width="${left}" height="${HEIGHT}" fill="#3d444d"/><rect x="${left}" width="${right}" height="${HEIGHT}" fill="#1d5fbf"/>`,
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">`,
    text(label, 0, left),
    text(value, left, right),
    "</g></svg>\n"
  ].join("");
}

/** `k* = 3.5 (95% 2.4 to 5.1)`, or what stands in its place: with one try alone, the difference in points. */
function badgeText(lead: LeadView): string {
  const [first = onlyTry(lead), interval] = crossingLines(lead);
  const crossing = /k\* = \S+/.exec(first)?.[0];
  return crossing === undefined || interval === undefined
    ? first.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
    : `${crossing} ${interval}`;
}

function onlyTry({comparison: {points: measured}}: LeadView): string {
  const {k, difference} = measured[0]!;
  return `pass@${k} ${points(difference)} points`;
}
