import {fileURLToPath} from "node:url";
import {buildSinglePage} from "./single-page.js";

/** Builds a site of one page over many reports, `table` being its AtlasTable. What lies at `out` stays as it was when anything fails. */
export async function buildAtlas(
  table: {title: string},
  {out, cache, base}: {out: string; cache?: string; base?: string}
): Promise<void> {
  await buildSinglePage({
    ...{page: fileURLToPath(new URL("atlas/index.md", import.meta.url)), title: table.title},
    tables: {"atlas.json": table},
    words: {TITLE: JSON.stringify(table.title), HEADING: pageText(table.title)},
    ...{out, cache, base}
  });
}

/** A text as it stands in a page: neither Markdown nor Framework’s `${…}` finds anything in it. */
function pageText(text: string): string {
  return text.replace(/[&<>"'$\\`*_{}[\]()#+!|~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
