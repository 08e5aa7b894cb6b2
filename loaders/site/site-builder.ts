import {createHash} from "node:crypto";
import {cpSync, existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {compressWasm, packedWasm} from "../framework/compressed-wasm.js";
import {finishPages} from "../framework/finish-pages.js";
import {bundleModules} from "../framework/module-bundle.js";
import {joinModules} from "../framework/joined-modules.js";
import {refreshData} from "../framework/refresh-data.js";
import {runFramework} from "../framework/run-framework.js";
import {runLoaders} from "../framework/run-loaders.js";
import {KeptPages, keptPagesFolder, sourcesDigest} from "../framework/kept-pages.js";
import {addPackages, freezeTimes, openBareStage, type Stage} from "../framework/stage.js";
import {readStudy} from "../schema/study.js";
import {siteManifest} from "../publication/identity/site-manifest.js";
import {MANIFEST} from "../publication/identity/report-manifest.js";
import {packageFolder} from "../workspace/package-folder.js";
import {badgeSvg} from "./badge.js";
import {writeFigurePages} from "./figure-pages.js";
import {copyFonts, fontHead} from "./fonts.js";
import {fileSizes} from "./parts/file-sizes.js";
import {fillSite} from "./parts/fill-site.js";
import {cutLargeTables} from "./parts/large-tables.js";
import {HOST_BYTES, SITE_BYTES} from "./parts/part-sizes.js";
import {reportLead} from "./social/page-words.js";
import {socialCards} from "./social/social-cards.js";
import {withLead} from "./social/static-lead.js";
import {samplesWorkerTag, writeSamplesWorker} from "./samples-worker.js";
import {soFarTag} from "./so-far-tag.js";
import {setOtherPagesAside, stagedContents, stagedDate} from "./study-pages.js";

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
  /** Bytes that the whole site may have; `SITE_BYTES` if not given. */
  siteBytes?: number | undefined;
  /** Told each step as it begins. */
  onStep?: (step: string) => void;
  /** Told each file of the site that a host may refuse, by its path in the site. */
  onLarge?: ((file: string, bytes: number) => void) | undefined;
}

/**
 * Builds the site of one study, as often as its run grows. Framework makes the pages once: a later build makes the tables, and
 * puts them into those pages, as long as the report has the same pages of the same day; in a checkout also a build by another
 * process. The same source gives the same bytes, whatever was built before.
 */
export class SiteBuilder {
  private readonly folder: string;
  private readonly kept: KeptPages;
  private stage: (Stage & {digest: string}) | null = null;
  private isPrepared = false;
  /** What the pages were made for. */
  private made: string | null = null;

  /** `folder`: what it works in. `close` removes what it leaves there. `pages`: where pages are kept for others; null for nowhere. */
  constructor(folder: string, pages: string | null = keptPagesFolder) {
    this.folder = resolve(folder);
    this.kept = new KeptPages(pages);
  }

  /** Builds the whole site into the folder `fresh`, which does not exist. */
  async build(fresh: string, source: SiteSource): Promise<void> {
    const {onStep = () => undefined, origin = null, isDraft = false, siteBytes = SITE_BYTES} = source;
    const stage = (this.stage ??= this.open());
    onStep("tables");
    await runLoaders(packageFolder, stage.cache, loaderEnvironment(source, siteBytes));
    freezeTimes(join(stage.cache, "data"));
    onStep("pages");
    cpSync(await this.pages(source), fresh, {recursive: true});
    copyFonts(fresh);
    await bundleModules(fresh);
    const workerTag = samplesWorkerTag(await writeSamplesWorker(fresh));
    const report = stagedContents(stage.root)?.title ?? "";
    const lead = reportLead(stage.cache);
    if (lead !== null) {
      const overview = join(fresh, "index.html");
      writeFileSync(overview, withLead(readFileSync(overview, "utf8"), lead));
      writeFileSync(join(fresh, "badge.svg"), badgeSvg(lead));
    }
    const tags = isDraft ? null : await socialCards(fresh, {report, lead, origin});
    const soFar = soFarTag(stage.cache);
    const data = join(stage.cache, "data");
    const manifest = isDraft ? null : await siteManifest(source, data);
    if (manifest !== null) writeFileSync(join(fresh, MANIFEST), JSON.stringify(manifest, null, 1) + "\n");
    finishPages(
      fresh,
      (toRoot, name) =>
        [fontHead(toRoot), tags?.get(name)?.(toRoot) ?? "", ...workerTag(toRoot, name), ...soFar(name)].join(
          "\n"
        ),
      manifest?.identity ?? null
    );
    if (!isDraft) writeFigurePages(fresh, report);
    // Without it GitHub Pages leaves out every folder whose name begins with an underscore.
    writeFileSync(join(fresh, ".nojekyll"), "");
    await cutLargeTables(fresh);
    await fillSite(fresh, {data, study: readStudy(source.study, source.n), siteBytes});
    for (const {path, bytes} of fileSizes(fresh)) if (bytes > HOST_BYTES) source.onLarge?.(path, bytes);
  }

  private open(): Stage & {digest: string} {
    const stage = openBareStage(packageFolder, this.folder);
    return {...stage, digest: sourcesDigest(stage.root)};
  }

  close(): void {
    this.stage?.remove();
    this.stage = null;
    this.isPrepared = false;
    this.made = null;
  }

  /** The folder of the site as Framework leaves it, with the tables of now. */
  private async pages({base}: SiteSource): Promise<string> {
    const {root, cache, digest} = this.stage!;
    const data = join(cache, "data");
    const output = join(root, "../pages");
    const contents = join(data, "contents.json");
    const made = JSON.stringify([
      digest,
      base,
      existsSync(contents) ? readFileSync(contents, "utf8") : "",
      stagedDate(root)
    ]);
    if (this.made !== made) {
      rmSync(output, {recursive: true, force: true});
      const name = createHash("sha256").update(made).digest("hex");
      if (!this.kept.take(name, output)) {
        await this.makePages(output, base);
        this.kept.keep(name, output);
      }
    }
    refreshData(output, data);
    this.made = made;
    return output;
  }

  private async makePages(output: string, base: string): Promise<void> {
    const stage = this.stage!;
    // Takes seconds of another core, beside what follows; a failure is told where it is awaited.
    packedWasm().catch(() => undefined);
    if (!this.isPrepared) {
      await addPackages(stage);
      await joinModules(stage.root);
      freezeTimes(stage.root);
      this.isPrepared = true;
    }
    setOtherPagesAside(stage.root);
    await runFramework({root: stage.root, output, base});
    await compressWasm(output);
  }
}

function loaderEnvironment(
  {study, runs, annotations, n}: SiteSource,
  siteBytes: number
): Record<string, string> {
  return {
    BOUNDARY_STUDY: resolve(study),
    BOUNDARY_RUNS: resolve(runs),
    BOUNDARY_SITE_BYTES: String(siteBytes),
    ...(annotations === undefined ? {} : {BOUNDARY_ANNOTATIONS: resolve(annotations)}),
    ...(n === undefined ? {} : {BOUNDARY_N: String(n)})
  };
}
