import {svg} from "htl";

export interface SvgPanel {
  title: string;
  /** The panel in words, for people who do not see it. */
  alt: string;
  width: number;
  height: number;
}

/** A panel that is drawn without Plot: its title in the first 20 pixels, and `marks`. */
export function svgPanel({title, alt, width, height}: SvgPanel, marks: readonly SVGElement[]): SVGSVGElement {
  return svg`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${alt}>
    <text x="0" y="14" fill="var(--ink)" font-size="14" font-weight="600">${title}</text>
    ${marks}
  </svg>` as SVGSVGElement;
}

/** Hundredths of a pixel are enough. */
export function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
