import * as Plot from "@observablehq/plot";

/** An SVG that Plot made, with its scales. */
export interface PlottedSvg extends SVGSVGElement {
  scale(name: "x" | "y"): Plot.Scale | undefined;
}

/** What Plot draws, as a picture: `ariaLabel` is what it shows, for people who do not see it. */
export function drawPanel(options: Plot.PlotOptions & {ariaLabel: string}): PlottedSvg {
  const plot = Plot.plot(options) as PlottedSvg;
  // Plot names groups after their marks: only an element with a role may have a name.
  for (const group of plot.querySelectorAll("g[aria-label]:not([role])")) group.setAttribute("role", "group");
  plot.setAttribute("role", "img");
  return plot;
}

/** A data value in pixels. Throws for a scale that cannot place values. */
export function pixel(scale: Plot.Scale, value: number): number {
  return Number(scale.apply(value));
}
