import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {finishPages} from "../framework/finish-pages.js";
import {bundleModules} from "../framework/module-bundle.js";
import {runFramework} from "../framework/run-framework.js";
import {freezeTimes, openStage} from "../framework/stage.js";
import {packageFolder} from "../workspace/package-folder.js";
import {writeFigurePages} from "./figure-pages.js";
import {copyFonts, fontHead} from "./fonts.js";
import {freshSite} from "./fresh-site.js";

export interface SinglePage {
  /** Markdown file; where it lies in the repository it names the modules of src from outside. */
  page: string;
  /** Tables by the names of their files in `data/`. */
  tables: Readonly<Record<string, object>>;
  /** Words of the page in capitals, and what stands in their place. */
  words?: Readonly<Record<string, string>>;
  /** Of the links from the pages of its figures. */
  title: string;
  /** Folder of the site. */
  out: string;
  /** Folder to work in. */
  cache?: string | undefined;
  /** Path that the site will be served under. */
  base?: string | undefined;
}

/** Builds a site of one page. The same tables give the same bytes. What lies at `out` stays as it was when anything fails. */
export async function buildSinglePage({
  page,
  tables,
  words = {},
  title,
  out,
  cache = dirname(resolve(out)),
  base = "/"
}: SinglePage): Promise<void> {
  await freshSite(out, async (fresh) => {
    const stage = await openStage(packageFolder, resolve(cache));
    try {
      for (const name of readdirSync(stage.root))
        if (name.endsWith(".md") && name !== "404.md") rmSync(join(stage.root, name));
      const source = readFileSync(page, "utf8").replaceAll("../../../src/", "./");
      writeFileSync(
        join(stage.root, "index.md"),
        source.replace(/\b[A-Z]{2,}\b/g, (word) => words[word] ?? word)
      );
      rmSync(join(stage.root, "data"), {recursive: true, force: true});
      mkdirSync(join(stage.root, "data"));
      for (const [name, table] of Object.entries(tables))
        writeFileSync(join(stage.root, "data", name), JSON.stringify(table));
      freezeTimes(stage.root);
      await runFramework({root: stage.root, output: fresh, base});
      copyFonts(fresh);
      await bundleModules(fresh);
      finishPages(fresh, fontHead);
      writeFigurePages(fresh, title);
      // Without it GitHub Pages leaves out every folder whose name begins with an underscore.
      writeFileSync(join(fresh, ".nojekyll"), "");
    } finally {
      stage.remove();
    }
  });
}
