import type {Scale} from "@observablehq/plot";

/** An SVG that Plot made, with its scales. */
export interface PlottedSvg extends SVGSVGElement {
  scale(name: "x" | "y"): Scale | undefined;
}

/** A data value in pixels. Throws for a scale that cannot place values. */
export function pixel(scale: Scale, value: number): number {
  return Number(scale.apply(value));
}
