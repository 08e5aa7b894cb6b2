import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {refuseFaults} from "../../../loaders/checking/check-run.js";
import {runLoaders} from "../../../loaders/framework/run-loaders.js";
import {readStudy} from "../../../loaders/schema/study.js";
import {withLock} from "../../../loaders/store/folder-lock.js";
import {updateManifest} from "../../../loaders/store/manifest.js";
import type {RunFolder} from "../../../loaders/store/run-folder.js";
import {inRun} from "../../../loaders/store/run-problems.js";
import {packageFolder} from "../../../loaders/workspace/package-folder.js";
import {shownPath, type Workspace} from "../../../loaders/workspace/workspace.js";
import {annotationsOf, buildStep, importPublished} from "../steps.js";

export interface CollectOptions {
  workspace: Workspace;
  /** Study file. */
  study: string;
  runs: string;
  n?: number;
  run: RunFolder;
  /** Folder of the tables; null for a whole site. */
  tables: string | null;
  /** Folder of the site. */
  site: string;
}

/**
 * Makes one run of what shards did, and its tables or its report. The run's folder is then as one process would have left it, but for how
 * completions are cut into files. Throws a UserError while shards are at work, and for files that are not what was written.
 */
export async function collect(options: CollectOptions): Promise<void> {
  const {workspace, study: file, runs, n, run, tables, site} = options;
  await withLock(run.path, "cluster collect", () => updateManifest(run, {}));
  if (tables === null) {
    await buildStep({workspace, study: file, runs, ...(n === undefined ? {} : {n}), out: site, base: "/"});
    console.error(`cluster: the site is in ${shownPath(site)}`);
    return;
  }
  const study = readStudy(file, n);
  await refuseFaults(inRun(study, run), run);
  if (study.published !== null) await importPublished(study.published, runs);
  const cache = mkdtempSync(join(tmpdir(), "reasoning-boundary-tables-"));
  try {
    await runLoaders(packageFolder, cache, {
      BOUNDARY_STUDY: resolve(file),
      BOUNDARY_RUNS: resolve(runs),
      BOUNDARY_ANNOTATIONS: resolve(annotationsOf(workspace)),
      ...(n === undefined ? {} : {BOUNDARY_N: String(n)})
    });
    cpSync(join(cache, "data"), tables, {recursive: true});
  } finally {
    rmSync(cache, {recursive: true, force: true});
  }
  console.error(`cluster: the tables are in ${shownPath(tables)}`);
}
