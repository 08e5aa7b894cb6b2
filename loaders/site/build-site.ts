import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {finishPages} from "../framework/finish-pages.js";
import {bundleModules} from "../framework/module-bundle.js";
import {isBuiltSite, runFramework} from "../framework/run-framework.js";
import {runLoaders} from "../framework/run-loaders.js";
import {freezeTimes, openStage} from "../framework/stage.js";
import {UserError} from "../schema/user-error.js";
import {isRunning} from "../store/is-running.js";
import {packageFolder} from "../workspace/package-folder.js";
import {writeCaseFiles} from "./case-files.js";
import {copyFonts, fontHead} from "./fonts.js";
import {checkBase} from "./serve.js";
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
  cache = dirname(resolve(out)),
  annotations,
  onStep = () => undefined
}: BuildOptions): Promise<void> {
  const target = resolve(out);
  checkBase(base);
  checkReplaceable(target);
  sweepFolders(target);
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
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
    finishPages(fresh, fontHead);
    // Without it GitHub Pages leaves out every folder whose name begins with an underscore.
    writeFileSync(join(fresh, ".nojekyll"), "");
    replaceFolder(fresh, target);
  } finally {
    stage.remove();
    rmSync(fresh, {recursive: true, force: true});
  }
}

/** Removes the pages that the study has nothing for. */
function removeOtherPages(root: string): void {
  const report = stagedContents(root);
  for (const name of report === null ? [] : otherPages(root, report)) rmSync(join(root, name));
}

/** Refuses a folder that a build has not made: it would be deleted. */
function checkReplaceable(target: string): void {
  if (!existsSync(target)) return;
  const names = readdirSync(target);
  if (names.length === 0 || isBuiltSite(names)) return;
  throw new UserError(`${target} holds other files than a built site: give --out an empty or new folder`);
}

/** Removes what builds that were killed left beside a site; a site that they were about to replace comes back. */
export function sweepFolders(target: string): void {
  if (!existsSync(dirname(target))) return;
  const beginning = `.${basename(target)}.`;
  for (const name of readdirSync(dirname(target))) {
    const [, pid, kind] =
      /^(\d+)\.(new|old)$/.exec(name.startsWith(beginning) ? name.slice(beginning.length) : "") ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const left = join(dirname(target), name);
    if (kind === "old" && !existsSync(target)) renameSync(left, target);
    else rmSync(left, {recursive: true, force: true});
  }
}

function replaceFolder(fresh: string, target: string): void {
  mkdirSync(dirname(target), {recursive: true});
  const old = join(dirname(target), `.${basename(target)}.${process.pid}.old`);
  const hadOld = existsSync(target);
  if (hadOld) renameSync(target, old);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (hadOld) renameSync(old, target);
    throw error;
  }
  rmSync(old, {recursive: true, force: true});
}
