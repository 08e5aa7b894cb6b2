import {svg} from "htl";
import type {PolicyStyle} from "../../../findings/shared/policy-style.js";
import {markerPaths} from "./swatch.js";
import {textWidth} from "./text-width.js";

/** How a curve looks, and its name. */
export interface KeyEntry {
  label: string;
  /** A CSS colour that follows the light or dark theme. */
  color: string;
  /** Null for a line without markers. */
  symbol: PolicyStyle["symbol"] | null;
  /** Beyond what was measured: dashed. */
  isExtrapolated?: boolean;
  /** Dash pattern of a measured line that others run through. */
  dash?: string;
}

const FONT_SIZE = 13;
const SAMPLE = 23;
const GAP = 14;

/** Height of one line of a key in pixels. */
export const keyLine = 18;

/** A name's place in a key: pixels from the left, and line. */
interface KeyPlace {
  x: number;
  line: number;
}

/** Where each name of a key begins, in lines of `width` pixels. None for a single curve: its heading says what it is. */
export function keyPlaces(entries: readonly Pick<KeyEntry, "label">[], width: number): KeyPlace[] {
  if (entries.length < 2) return [];
  let x = 0;
  let line = 0;
  return entries.map(({label}) => {
    const length = SAMPLE + textWidth(label, FONT_SIZE);
    if (x > 0 && x + length > width) {
      x = 0;
      line++;
    }
    const place = {x, line};
    x += length + GAP;
    return place;
  });
}

/** The names of a panel's curves with their lines and markers, from `top` pixels downwards. */
export function panelKey(
  entries: readonly KeyEntry[],
  places: readonly KeyPlace[],
  top: number
): SVGElement[] {
  return places.map(({x, line}, i) => {
    const {label, color, symbol, isExtrapolated, dash = "none"} = entries[i]!;
    return svg`<g transform="translate(${x},${top + line * keyLine})" aria-hidden="true">
      <path d="M0,6H18" fill="none" stroke=${color} stroke-width="2" stroke-dasharray="${isExtrapolated ? "5 4" : dash}"/>
      ${symbol === null ? "" : svg`<path d=${markerPaths[symbol]} fill="${color}"/>`}
      <text x=${SAMPLE} y="10.5" text-anchor="start" fill=${color} font-size=${FONT_SIZE} font-weight="600">${label}</text>
    </g>`;
  });
}
