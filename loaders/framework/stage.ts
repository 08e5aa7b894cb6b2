import {
  copyFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync
} from "node:fs";
import {dirname, join} from "node:path";
import {isRunning} from "../store/is-running.js";
import {packageFolder, requiredPackage} from "../workspace/package-folder.js";
import {fillNpmCache} from "./npm-cache.js";
import {browserPackages, bundlePackages} from "./package-bundles.js";

/** Pages embed the modification times of their data: one date for every file makes the same input give the same bytes. */
const reproducibleTime = new Date("2025-01-01T00:00:00Z");

const PREFIX = ".boundary-build-";

/** A private copy of src/ that one build works in: builds never share a loader cache, and what is built depends on no clock. */
export interface Stage {
  /** The copy of src/. */
  root: string;
  /** Framework's cache in it: a loader's output lies here under the loader's path. */
  cache: string;
  remove: () => void;
}

/**
 * Copies src/ into a new stage below `folder`, with the packages that pages import, and sweeps stages of builds that were
 * killed. The tool's own folder is only read.
 */
export async function openStage(folder: string): Promise<Stage> {
  sweep(folder);
  const stage = mkdtempSync(join(folder, `${PREFIX}${process.pid}-`));
  const root = join(stage, "src");
  copyFolder(join(packageFolder, "src"), root);
  linkPackages(join(stage, "node_modules"));
  const cache = join(root, ".observablehq/cache");
  fillNpmCache(join(cache, "_npm"));
  await bundlePackages(stage, join(cache, "_node"));
  freezeTimes(root);
  return {
    root,
    cache,
    remove: () => {
      rmSync(stage, {recursive: true, force: true});
    }
  };
}

/** Gives every file below a folder the same modification time. */
export function freezeTimes(folder: string): void {
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), reproducibleTime, reproducibleTime);
  }
}

/** Copies a folder without Framework's own; the copy can be written to even if the folder cannot. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, {recursive: true});
  for (const entry of readdirSync(from, {withFileTypes: true})) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === ".observablehq") continue;
    if (entry.isDirectory()) copyFolder(source, target);
    else {
      copyFileSync(source, target);
      chmodSync(target, 0o644);
    }
  }
}

/** Framework looks for a bare import in `node_modules` above the page that has it, and for its version there. */
function linkPackages(modules: string): void {
  for (const name of browserPackages) {
    const link = join(modules, name);
    mkdirSync(dirname(link), {recursive: true});
    symlinkSync(requiredPackage(name), link, "junction");
  }
}

function sweep(folder: string): void {
  mkdirSync(folder, {recursive: true});
  for (const name of readdirSync(folder)) {
    const pid = /^\.boundary-build-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(folder, name), {recursive: true, force: true});
  }
}
