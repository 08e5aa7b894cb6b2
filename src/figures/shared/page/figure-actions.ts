import {html} from "htl";
import {svgToPng} from "./figure-image.js";
import {commentLines, findingText, sourceText} from "./figure-source.js";
import {figureSvg, type PictureTexts} from "./figure-svg.js";
import {saveFile} from "./save-file.js";

/** What the actions under a figure save, asked for when one is chosen; title, drawing and caption are those of the figure. */
export interface FigureSource {
  /** Name of the saved files, without extension. */
  name: () => string;
  csv: () => string;
  /** SQL of the table behind the figure, to open in the explorer; empty on a site without one. */
  query: string;
  /** Address of the figure as it is shown; that of the page where it is left out. Null: no address shows it again. */
  link?: (() => string) | null;
}

const PNG_SCALE = 2;

/** The row of small actions under a figure: SVG, PNG, CSV, the query, a link to this view. */
export function figureActions({name, csv, query, link}: FigureSource): HTMLElement {
  const address = (): string => link?.() ?? location.href;
  const texts = (): PictureTexts => {
    const figure = element.closest("figure")!;
    const caption = figure.querySelector("figcaption")?.textContent ?? "";
    return {title: findingText(figure), caption, source: sourceText(address())};
  };
  const picture = (): Promise<string> =>
    figureSvg(element.closest("figure")!.querySelector<HTMLElement>(".figure-body")!, texts());
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
  const element = html`<div class="figure-actions">
    ${action("SVG", "Save the figure as SVG", async () => {
      saveFile(`${name()}.svg`, new Blob([await picture()], {type: "image/svg+xml"}));
    })}
    ${action("PNG", "Save the figure as PNG", async () => {
      saveFile(`${name()}.png`, await svgToPng(await picture(), PNG_SCALE));
    })}
    ${action("CSV", "Save the figure's data as CSV", () => {
      saveFile(`${name()}.csv`, new Blob([tableText(csv(), texts())], {type: "text/csv"}));
    })}
    ${query === "" ? "" : html`<a class="link-button" href=${`./explorer?${new URLSearchParams({sql: query}).toString()}`}>Query</a>`}
    ${
      link === null
        ? ""
        : [
            action("Link to this view", "Copy the address of this view", async () => {
              await navigator.clipboard.writeText(address());
              status.textContent = "address copied";
            }),
            action("Embed", "Copy the HTML of a frame with this figure", async () => {
              await navigator.clipboard.writeText(frameOf(element.closest("figure")!, address()));
              status.textContent = "HTML copied";
            })
          ]
    }
    ${status}
  </div>`;
  return element;
}

/** The HTML of a frame with the figure's own page, `figure/ID`, in the state of an address. */
function frameOf(figure: Element, address: string): string {
  const id = figure.getAttribute("aria-labelledby")!;
  const {search} = new URL(address);
  const page = new URL(`./figure/${id}${search}`, document.baseURI).href;
  const title = findingText(figure).replaceAll('"', "&quot;");
  return `<iframe src="${page.replaceAll("&", "&amp;")}" title="${title}" width="100%" height="640" loading="lazy"></iframe>`;
}

/** A table with what it is and where it is from, in lines that begin with `#`. */
function tableText(csv: string, {title, caption, source}: PictureTexts): string {
  return `${commentLines([title, caption, source])}${csv}`;
}
