import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync} from "node:fs";
import {basename, join} from "node:path";
import {fillNpmCache} from "./npm-cache.js";
import {bundlePackages} from "./package-bundles.js";
import {isRunning} from "../store/is-running.js";

/** Pages embed the modification times of their data: one date for every file makes the same input give the same bytes. */
const reproducibleTime = new Date("2025-01-01T00:00:00Z");

/** A private copy of src/ that one build works in: builds never share a loader cache, and what is built depends on no clock. */
export interface Stage {
  /** The copy of src/. */
  root: string;
  /** Framework's cache in it: a loader's output lies here under the loader's path. */
  cache: string;
  remove: () => void;
}

/** Copies src/ into a new stage with packages from node_modules, and sweeps stages of builds that were killed. */
export async function openStage(repository: string): Promise<Stage> {
  const source = join(repository, "src");
  const hidden = join(source, ".observablehq");
  sweep(hidden);
  const folder = mkdtempSync(join(hidden, `build-${process.pid}-`));
  const root = join(folder, "src");
  for (const name of readdirSync(source)) {
    if (name !== ".observablehq")
      cpSync(join(source, name), join(root, name), {recursive: true, filter: isOfSite});
  }
  const cache = join(root, ".observablehq/cache");
  const modules = join(repository, "node_modules");
  fillNpmCache(modules, join(cache, "_npm"));
  await bundlePackages(modules, join(cache, "_node"));
  freezeTimes(root);
  return {
    root,
    cache,
    remove: () => {
      rmSync(folder, {recursive: true, force: true});
    }
  };
}

/** Framework makes a page of every Markdown file: the READMEs of folders are none. */
function isOfSite(path: string): boolean {
  return basename(path) !== "README.md";
}

/** Gives every file below a folder the same modification time. */
export function freezeTimes(folder: string): void {
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), reproducibleTime, reproducibleTime);
  }
}

function sweep(hidden: string): void {
  mkdirSync(hidden, {recursive: true});
  for (const name of readdirSync(hidden)) {
    const pid = /^build-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(hidden, name), {recursive: true, force: true});
  }
}
