import {rmSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {finishPages} from "../framework/finish-pages.js";
import {bundleModules} from "../framework/module-bundle.js";
import {runFramework} from "../framework/run-framework.js";
import {runLoaders} from "../framework/run-loaders.js";
import {freezeTimes, openStage} from "../framework/stage.js";
import {packageFolder} from "../workspace/package-folder.js";
import {writeCaseFiles} from "./case-files.js";
import {copyFonts, fontHead} from "./fonts.js";
import {freshSite} from "./fresh-site.js";
import {checkBase} from "./serve.js";
import {socialCards} from "./social/social-cards.js";
import {otherPages, stagedContents} from "./study-pages.js";

export interface BuildOptions {
  /** Study file. */
  study: string;
  /** Folder of the runs (data/runs). */
  runs: string;
  /** Completions per problem, instead of the study's. */
  n?: number | undefined;
  /** Folder of the site; replaced only by a whole new one. */
  out: string;
  /** Path that the site will be served under: `/` or `/some/path/`. */
  base: string;
  /** Address of the site's root on the web, for the pictures of links; not known if not given. */
  origin?: string | null;
  /** Folder that the build works in; the one of the site if not given. */
  cache?: string;
  /** Folder of marks that readers gave; none if not given. */
  annotations?: string;
  /** Told each step as it begins. */
  onStep?: (step: string) => void;
}

/**
 * Builds the site of a study with the network blocked: data loaders, Framework, typefaces. The same inputs give the same
 * bytes. When anything fails, what lies at `out` stays as it was.
 */
export async function buildSite({
  study,
  runs,
  n,
  out,
  base,
  origin = null,
  cache = dirname(resolve(out)),
  annotations,
  onStep = () => undefined
}: BuildOptions): Promise<void> {
  checkBase(base);
  await freshSite(out, async (fresh) => {
    const stage = await openStage(packageFolder, resolve(cache));
    try {
      onStep("tables");
      await runLoaders(packageFolder, stage.cache, {
        BOUNDARY_STUDY: resolve(study),
        BOUNDARY_RUNS: resolve(runs),
        ...(annotations === undefined ? {} : {BOUNDARY_ANNOTATIONS: resolve(annotations)}),
        ...(n === undefined ? {} : {BOUNDARY_N: String(n)})
      });
      freezeTimes(join(stage.cache, "data"));
      onStep("pages");
      removeOtherPages(stage.root);
      await runFramework({root: stage.root, output: fresh, base});
      copyFonts(fresh);
      await writeCaseFiles(join(stage.cache, "data/cases.jsonl"), fresh);
      await bundleModules(fresh);
      const tags = await socialCards(fresh, {
        report: stagedContents(stage.root)?.title ?? "",
        cache: stage.cache,
        origin
      });
      finishPages(fresh, (toRoot, name) => [fontHead(toRoot), tags.get(name)?.(toRoot) ?? ""].join("\n"));
      // Without it GitHub Pages leaves out every folder whose name begins with an underscore.
      writeFileSync(join(fresh, ".nojekyll"), "");
    } finally {
      stage.remove();
    }
  });
}

/** Removes the pages that the study has nothing for. */
function removeOtherPages(root: string): void {
  const report = stagedContents(root);
  for (const name of report === null ? [] : otherPages(root, report)) rmSync(join(root, name));
}
