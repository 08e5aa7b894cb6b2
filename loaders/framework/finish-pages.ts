import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {contentPolicy} from "../serving/content-policy.js";

/** Lines for the `<head>` of the page `name`, its path without `.html`; `toRoot` leads from its folder to the site's (`./`, `../`). */
type PageHead = (toRoot: string, name: string) => string;

/** Stands in the footer where the report's identity comes to stand, which is known after the pages are made. */
export const IDENTITY_PLACE = '<span class="report-identity"></span>';

/** Finishes every page of a built site; see `finishPage`. `identity`: of the report, for the footer; null for a draft. */
export function finishPages(site: string, head: PageHead, identity: string | null = null): void {
  for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})) {
    if (!file.endsWith(".html")) continue;
    const path = join(site, file);
    const depth = file.split("/").length - 1;
    writeFileSync(
      path,
      withIdentity(
        finishPage(readFileSync(path, "utf8"), depth, (toRoot) =>
          head(toRoot, file.slice(0, -".html".length))
        ),
        depth,
        identity
      )
    );
  }
}

/**
 * Adds to a page, which lies `depth` folders below the site's root, what Framework leaves out: its language, a link that
 * skips the navigation, the lines of `head` (typefaces), the freedom to zoom, and its Content-Security-Policy. Throws when Framework's markup is not as expected.
 */
export function finishPage(html: string, depth: number, head: (toRoot: string) => string): string {
  const toRoot = depth === 0 ? "./" : "../".repeat(depth);
  const changes: [string, string][] = [
    ["<html>", '<html lang="en">'],
    ['<meta name="viewport"', '<meta name="viewport"'],
    [", maximum-scale=1", ""],
    ['<link rel="preload" as="style"', `${head(toRoot)}\n<link rel="preload" as="style"`],
    ["<body>", '<body>\n<a class="skip-link" href="#observablehq-main">Skip to the text</a>']
  ];
  const finished = changes.reduce((page, [from, to]) => {
    if (!page.includes(from)) throw new Error(`cannot finish the page: Framework's markup has no ${from}`);
    return page.replace(from, () => to);
  }, html);
  return withPolicy(finished);
}

/** The page with the report's identity in its footer, which leads to the manifest. */
function withIdentity(html: string, depth: number, identity: string | null): string {
  if (identity === null) return html;
  const link = `<a href="${"../".repeat(depth) || "./"}manifest.json" data-identity="${identity}"><code>${identity.slice(0, 12)}</code></a>`;
  return html.replace(IDENTITY_PLACE, `<span class="report-identity">Report ${link}.</span>`);
}

/** A policy holds for what comes after it: it stands before the first script, and after the charset, which must come early. */
function withPolicy(html: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(html)}">`;
  return html.replace('<meta name="viewport"', (viewport) => `${policy}\n${viewport}`);
}
