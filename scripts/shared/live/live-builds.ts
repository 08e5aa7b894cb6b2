import {mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import type {Study} from "../../../loaders/schema/study.js";
import {SiteBuilder} from "../../../loaders/site/site-builder.js";
import type {RunFolder} from "../../../loaders/store/run-folder.js";
import {snapshotRun} from "../../../loaders/store/run-snapshot.js";
import type {Workspace} from "../../../loaders/workspace/workspace.js";
import {annotationsOf, buildStep, importPublished} from "../steps.js";

export interface LiveBuildOptions {
  study: Study;
  run: RunFolder;
  /** What the report is made of, and where it comes to lie at the end. */
  report: {
    /** Study file. */
    study: string;
    /** Completions per problem, instead of the study's. */
    n?: number | undefined;
    /** Folder of the site. */
    out: string;
    /** Bytes that the site may have. */
    siteBytes?: number | undefined;
    workspace: Workspace;
  };
}

/** The builds of a report that grows: all but the last lie in a folder of their own until `close`. */
export class LiveBuilds {
  private readonly options: LiveBuildOptions;
  private readonly folder: string;
  private readonly builder: SiteBuilder;
  private count = 0;

  constructor(options: LiveBuildOptions) {
    const {cache} = options.report.workspace;
    this.options = options;
    mkdirSync(cache, {recursive: true});
    this.folder = mkdtempSync(join(cache, `.boundary-build-${process.pid}-`));
    this.builder = new SiteBuilder(cache);
  }

  /** Builds the site of what is there now, and returns its folder. */
  async next(): Promise<string> {
    const {study, run, report} = this.options;
    const all = dirname(run.path);
    if (this.count === 0 && study.published !== null) await importPublished(study.published, all);
    const runs = join(this.folder, "runs");
    snapshotRun(all, basename(run.path), runs);
    const site = join(this.folder, `site-${++this.count}`);
    await this.builder.build(site, {
      ...report,
      runs,
      base: "/",
      isDraft: true,
      annotations: annotationsOf(report.workspace)
    });
    return site;
  }

  /** Builds the site of the whole run in its place, and returns its folder. */
  async last(): Promise<string> {
    const {run, report} = this.options;
    await buildStep({...report, runs: dirname(run.path), base: "/", builder: this.builder});
    this.builder.close();
    return report.out;
  }

  /** Removes what lies elsewhere than in the last site. */
  close(): void {
    this.builder.close();
    rmSync(this.folder, {recursive: true, force: true});
  }
}
