import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {finishPages} from "../framework/finish-pages.js";
import {bundleModules} from "../framework/module-bundle.js";
import {runFramework} from "../framework/run-framework.js";
import {freezeTimes, openStage} from "../framework/stage.js";
import {packageFolder} from "../workspace/package-folder.js";
import {freshSite} from "./fresh-site.js";
import {copyFonts, fontHead} from "./fonts.js";

const page = fileURLToPath(new URL("comparison/index.md", import.meta.url));

/** Builds a site of one page that sets two reports side by side, `table` being its CompareTable. What lies at `out` stays as it was when anything fails. */
export async function buildComparison(
  table: object,
  {out, cache = dirname(resolve(out))}: {out: string; cache?: string}
): Promise<void> {
  await freshSite(out, async (fresh) => {
    const stage = await openStage(packageFolder, resolve(cache));
    try {
      for (const name of readdirSync(stage.root))
        if (name.endsWith(".md") && name !== "404.md") rmSync(join(stage.root, name));
      // Where it lies in the repository it names the modules of src from outside.
      writeFileSync(
        join(stage.root, "index.md"),
        readFileSync(page, "utf8").replaceAll("../../../src/", "./")
      );
      rmSync(join(stage.root, "data"), {recursive: true, force: true});
      mkdirSync(join(stage.root, "data"));
      writeFileSync(join(stage.root, "data/compare.json"), JSON.stringify(table));
      freezeTimes(stage.root);
      await runFramework({root: stage.root, output: fresh, base: "/"});
      copyFonts(fresh);
      await bundleModules(fresh);
      finishPages(fresh, fontHead);
    } finally {
      stage.remove();
    }
  });
}
