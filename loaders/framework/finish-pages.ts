import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/** Lines for the `<head>` of a page; `toRoot` leads from its folder to the site's (`./`, `../`). */
type PageHead = (toRoot: string) => string;

/** Finishes every page of a built site; see `finishPage`. */
export function finishPages(site: string, head: PageHead): void {
  for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})) {
    if (!file.endsWith(".html")) continue;
    const path = join(site, file);
    writeFileSync(path, finishPage(readFileSync(path, "utf8"), file.split("/").length - 1, head));
  }
}

/**
 * Adds to a page, which lies `depth` folders below the site's root, what Framework leaves out: its language, a link that
 * skips the navigation, the lines of `head` (typefaces), and the freedom to zoom. Throws when Framework's markup is not as expected.
 */
export function finishPage(html: string, depth: number, head: PageHead): string {
  const toRoot = depth === 0 ? "./" : "../".repeat(depth);
  const changes: [string, string][] = [
    ["<html>", '<html lang="en">'],
    [", maximum-scale=1", ""],
    ['<link rel="preload" as="style"', `${head(toRoot)}\n<link rel="preload" as="style"`],
    ["<body>", '<body>\n<a class="skip-link" href="#observablehq-main">Skip to the text</a>']
  ];
  return changes.reduce((page, [from, to]) => {
    if (!page.includes(from)) throw new Error(`cannot finish the page: Framework's markup has no ${from}`);
    return page.replace(from, () => to);
  }, html);
}
