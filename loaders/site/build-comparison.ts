import {fileURLToPath} from "node:url";
import {buildSinglePage} from "./single-page.js";

/** Builds a site of one page that sets two reports side by side, `table` being its CompareTable. What lies at `out` stays as it was when anything fails. */
export async function buildComparison(
  table: object,
  {out, cache}: {out: string; cache?: string}
): Promise<void> {
  await buildSinglePage({
    ...{
      page: fileURLToPath(new URL("comparison/index.md", import.meta.url)),
      title: "Two reports side by side"
    },
    tables: {"compare.json": table},
    ...{out, cache}
  });
}
