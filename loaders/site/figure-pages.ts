import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {contentPolicy} from "../serving/content-policy.js";
import {escapeHtml} from "./navigation.js";

/** Folder of the pages that have one figure each. */
const FIGURES = "figure";

/**
 * Writes a page of its own for every figure of a finished site, `figure/ID.html`, to stand in a frame of another page: the
 * figure with its answer, caption and actions, and a line that leads back to it in the report, with the settings of the
 * address. ID is that of the heading above it. A page without figures has none.
 */
export function writeFigurePages(site: string, title: string): void {
  for (const file of readdirSync(site)) {
    if (!file.endsWith(".html")) continue;
    const html = readFileSync(join(site, file), "utf8");
    for (const id of figureIds(html)) {
      mkdirSync(join(site, FIGURES), {recursive: true});
      const page = file === "index.html" ? "" : file.slice(0, -".html".length);
      writeFileSync(join(site, FIGURES, `${id}.html`), figurePage(html, {id, page, title}));
    }
  }
}

/** The headings that label figures of a page, in its order. */
function figureIds(html: string): string[] {
  return [...new Set([...html.matchAll(/\blabelledBy: "([\w-]+)"/g)].map(([, id]) => id!))];
}

/** The page with all but one figure out of sight. Throws where Framework's markup is not as expected. */
function figurePage(html: string, {id, page, title}: {id: string; page: string; title: string}): string {
  const figure = `figure[aria-labelledby="${id}"]`;
  const style = `<style>
#observablehq-main > :not(:has(${figure})), #observablehq-main :has(${figure}) > :not(:has(${figure}), ${figure}),
#observablehq-header, #observablehq-footer, .skip-link { display: none; }
#observablehq-center, #observablehq-main { display: block; margin: 0; max-width: none; padding: 0.5rem; min-height: 0; }
</style>`;
  const source = `<p class="figure-home"><a target="_top" rel="noopener">${escapeHtml(title)}: this figure in the report</a></p>
<script>document.querySelector(".figure-home a").href = ${JSON.stringify(`./${page}`)} + location.search + ${JSON.stringify(`#${id}`)};</script>`;
  const changes: [string | RegExp, string][] = [
    ['<meta charset="utf-8">', '<meta charset="utf-8">\n<base href="../">'],
    ["</head>", `${style}\n</head>`],
    ["</body>", `${source}\n</body>`]
  ];
  const changed = changes.reduce(
    (text, [from, to]) => {
      if (text.search(from) < 0)
        throw new Error(`cannot make a page of the figure ${id}: the page has no ${String(from)}`);
      return text.replace(from, () => to);
    },
    html.replaceAll('"path":"./', '"path":"../')
  );
  return changed.replace(
    /(<meta http-equiv="Content-Security-Policy" content=")[^"]*/,
    (_, before: string) => `${before}${contentPolicy(changed)}`
  );
}
