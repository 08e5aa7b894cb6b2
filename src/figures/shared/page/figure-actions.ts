import {html} from "htl";
import {figureSvg, svgToPng} from "./figure-image.js";
import {saveFile} from "./save-file.js";

/** What the actions under a figure act on, asked for when one is chosen. */
export interface FigureSource {
  /** Name of the saved files, without extension. */
  name: () => string;
  panels: () => SVGSVGElement[];
  caption: () => string;
  csv: () => string;
  /** SQL of the table behind the figure, to open in the explorer; empty on a site without one. */
  query: string;
  /** Address of the figure as it is shown; that of the page where it is left out. */
  link?: () => string;
}

const PNG_SCALE = 2;

/** The row of small actions under a figure: SVG, PNG, CSV, the query, a link to this view. */
export function figureActions({name, panels, caption, csv, query, link}: FigureSource): HTMLElement {
  const picture = (): Promise<string> => figureSvg(panels(), caption());
  const status = html`<span role="status"></span>`;
  const action = (label: string, title: string, act: () => void | Promise<void>): HTMLElement => {
    const button = html`<button type="button" class="link-button" title=${title}>${label}</button>`;
    button.addEventListener("click", () => {
      Promise.resolve(act()).catch((error: unknown) => {
        status.textContent = error instanceof Error ? error.message : String(error);
      });
    });
    return button;
  };
  return html`<div class="figure-actions">
    ${action("SVG", "Save the figure as SVG", async () => {
      saveFile(`${name()}.svg`, new Blob([await picture()], {type: "image/svg+xml"}));
    })}
    ${action("PNG", "Save the figure as PNG", async () => {
      saveFile(`${name()}.png`, await svgToPng(await picture(), PNG_SCALE));
    })}
    ${action("CSV", "Save the figure's data as CSV", () => {
      saveFile(`${name()}.csv`, new Blob([csv()], {type: "text/csv"}));
    })}
    ${query === "" ? "" : html`<a class="link-button" href=${`./explorer?${new URLSearchParams({sql: query}).toString()}`}>Query</a>`}
    ${action("Link to this view", "Copy the address of this view", async () => {
      await navigator.clipboard.writeText(link?.() ?? location.href);
      status.textContent = "address copied";
    })}
    ${status}
  </div>`;
}
