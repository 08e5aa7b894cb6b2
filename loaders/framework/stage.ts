import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from "node:fs";
import {dirname, join} from "node:path";
import {isRunning} from "../store/is-running.js";
import {ownCommands} from "../workspace/command.js";
import {requiredPackage} from "../workspace/package-folder.js";
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
 * Copies src/ of `repository` into a new stage below `folder`, with the packages that pages import, and sweeps stages of
 * builds that were killed. The repository is only read.
 */
export async function openStage(repository: string, folder: string): Promise<Stage> {
  const stage = openBareStage(repository, folder);
  await addPackages(stage);
  return stage;
}

/** `openStage` without the packages, which Framework alone needs: `addPackages` brings them. */
export function openBareStage(repository: string, folder: string): Stage {
  sweep(folder);
  const stage = mkdtempSync(join(folder, `${PREFIX}${process.pid}-`));
  const root = join(stage, "src");
  copyFolder(join(repository, "src"), root);
  freezeTimes(root);
  return {
    root,
    cache: join(root, ".observablehq/cache"),
    remove: () => {
      rmSync(stage, {recursive: true, force: true});
    }
  };
}

/** Brings the packages that pages import into a stage. */
export async function addPackages({root, cache}: Stage): Promise<void> {
  const stage = dirname(root);
  linkPackages(join(stage, "node_modules"));
  fillNpmCache(join(cache, "_npm"));
  await bundlePackages(stage, join(cache, "_node"));
  freezeTimes(cache);
}

/** Gives every file below a folder the same modification time. */
export function freezeTimes(folder: string): void {
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), reproducibleTime, reproducibleTime);
  }
}

/** Copies a folder without Framework's own. What pages say of commands is put in the user's terms. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, {recursive: true});
  for (const entry of readdirSync(from, {withFileTypes: true})) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    // Framework makes a page of every Markdown file: the READMEs of folders are none.
    if (entry.name === ".observablehq" || entry.name === "README.md") continue;
    if (entry.isDirectory()) copyFolder(source, target);
    // Written anew: a copy of a read-only file could not be touched.
    else if (/\.(ts|md)$/.test(entry.name)) writeFileSync(target, ownCommands(readFileSync(source, "utf8")));
    else writeFileSync(target, readFileSync(source));
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
