import {svg} from "htl";
import type {PolicyStyle} from "../../../findings/shared/policy-style.js";

/** Outlines of the markers, centred at (9, 6). */
export const markerPaths = {
  circle: "M6,6a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z",
  square: "M6.4,3.4h5.2v5.2h-5.2z",
  triangle: "M9,2.4L12.4,8.6H5.6z",
  diamond: "M9,1.8L12.4,6L9,10.2L5.6,6z"
} as const;

/** A policy's line and marker beside its name. */
export function swatch({color, symbol, isLuck = false}: PolicyStyle): SVGElement {
  if (isLuck)
    return svg`<svg class="swatch" width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">
      <path d="M1,6H18" fill="none" stroke=${color} stroke-width="2" stroke-dasharray="1.5 4" stroke-linecap="round"/>
    </svg>`;
  return svg`<svg class="swatch" width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">
    <path d="M0,6H18" fill="none" stroke=${color} stroke-width="2"/><path d=${markerPaths[symbol]} fill="${color}"/>
  </svg>`;
}
