import {cpSync, existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {finishPages} from "../framework/finish-pages.js";
import {bundleModules} from "../framework/module-bundle.js";
import {joinModules} from "../framework/joined-modules.js";
import {refreshData} from "../framework/refresh-data.js";
import {runFramework} from "../framework/run-framework.js";
import {runLoaders} from "../framework/run-loaders.js";
import {freezeTimes, openStage, type Stage} from "../framework/stage.js";
import {siteManifest} from "../publication/identity/site-manifest.js";
import {MANIFEST} from "../publication/identity/report-manifest.js";
import {packageFolder} from "../workspace/package-folder.js";
import {writeCaseFiles} from "./case-files.js";
import {copyFonts, fontHead} from "./fonts.js";
import {socialCards} from "./social/social-cards.js";
import {samplesWorkerTag, writeSamplesWorker} from "./samples-worker.js";
import {soFarTag} from "./so-far-tag.js";
import {otherPages, stagedContents, stagedDate} from "./study-pages.js";

/** What a site is made from. */
export interface SiteSource {
  /** Study file. */
  study: string;
  /** Folder of the runs (data/runs). */
  runs: string;
  /** Completions per problem, instead of the study's. */
  n?: number | undefined;
  /** Path that the site will be served under: `/` or `/some/path/`. */
  base: string;
  /** Address of the site's root on the web, for the pictures of links; not known if not given. */
  origin?: string | null;
  /** Folder of marks that readers gave; none if not given. */
  annotations?: string | undefined;
  /** Whether others follow soon: links to its pages then have no pictures, and it has no identity. */
  isDraft?: boolean;
  /** Told each step as it begins. */
  onStep?: (step: string) => void;
}

/**
 * Builds the site of one study, as often as its run grows. Framework makes the pages once: a later build makes the tables, and
 * puts them into those pages, as long as the report has the same pages of the same day. The same source gives the same bytes,
 * whatever was built before.
 */
export class SiteBuilder {
  private readonly folder: string;
  private stage: Stage | null = null;
  /** What the pages were made for. */
  private made: string | null = null;

  /** `folder`: what it works in. `close` removes what it leaves there. */
  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** Builds the whole site into the folder `fresh`, which does not exist. */
  async build(fresh: string, source: SiteSource): Promise<void> {
    const {onStep = () => undefined, origin = null, isDraft = false} = source;
    const stage = (this.stage ??= await this.open());
    onStep("tables");
    await runLoaders(packageFolder, stage.cache, loaderEnvironment(source));
    freezeTimes(join(stage.cache, "data"));
    onStep("pages");
    cpSync(await this.pages(source), fresh, {recursive: true});
    copyFonts(fresh);
    await writeCaseFiles(join(stage.cache, "data/cases.jsonl"), fresh);
    await bundleModules(fresh);
    const workerTag = samplesWorkerTag(await writeSamplesWorker(fresh));
    const report = stagedContents(stage.root)?.title ?? "";
    const tags = isDraft ? null : await socialCards(fresh, {report, cache: stage.cache, origin});
    const soFar = soFarTag(stage.cache);
    const manifest = isDraft ? null : await siteManifest(source, join(stage.cache, "data"));
    if (manifest !== null) writeFileSync(join(fresh, MANIFEST), JSON.stringify(manifest, null, 1) + "\n");
    finishPages(
      fresh,
      (toRoot, name) =>
        [fontHead(toRoot), tags?.get(name)?.(toRoot) ?? "", ...workerTag(toRoot, name), ...soFar(name)].join(
          "\n"
        ),
      manifest?.identity ?? null
    );
    // Without it GitHub Pages leaves out every folder whose name begins with an underscore.
    writeFileSync(join(fresh, ".nojekyll"), "");
  }

  private async open(): Promise<Stage> {
    const stage = await openStage(packageFolder, this.folder);
    await joinModules(stage.root);
    freezeTimes(stage.root);
    return stage;
  }

  close(): void {
    this.stage?.remove();
    this.stage = null;
  }

  /** The folder of the site as Framework leaves it, with the tables of now. */
  private async pages({base}: SiteSource): Promise<string> {
    const {root, cache} = this.stage!;
    const data = join(cache, "data");
    const output = join(root, "../pages");
    const contents = join(data, "contents.json");
    const made = JSON.stringify([
      base,
      existsSync(contents) ? readFileSync(contents, "utf8") : "",
      stagedDate(root)
    ]);
    if (this.made === made) {
      refreshData(output, data);
    } else {
      rmSync(output, {recursive: true, force: true});
      this.removeOtherPages();
      await runFramework({root, output, base});
    }
    this.made = made;
    return output;
  }

  /** Removes the pages that the study has nothing for. */
  private removeOtherPages(): void {
    const {root} = this.stage!;
    const report = stagedContents(root);
    for (const name of report === null ? [] : otherPages(root, report)) rmSync(join(root, name));
  }
}

function loaderEnvironment({study, runs, annotations, n}: SiteSource): Record<string, string> {
  return {
    BOUNDARY_STUDY: resolve(study),
    BOUNDARY_RUNS: resolve(runs),
    ...(annotations === undefined ? {} : {BOUNDARY_ANNOTATIONS: resolve(annotations)}),
    ...(n === undefined ? {} : {BOUNDARY_N: String(n)})
  };
}
