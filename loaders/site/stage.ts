import {createHash} from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync
} from "node:fs";
import {dirname, join, relative} from "node:path";
import {fillNpmCache} from "./npm-cache.js";

/** Pages embed the modification times of their data: one date for every file makes the same input give the same bytes. */
const reproducibleTime = new Date("2025-01-01T00:00:00Z");

/** A private copy of src/ that one build works in: builds never share a loader cache, and what is built depends on no clock. */
export interface Stage {
  /** The copy of src/. */
  root: string;
  /** Framework's cache in it: a loader's output lies here under the loader's path. */
  cache: string;
  /** Keeps the bundled packages for later builds with the same lock file. */
  keepModules(): void;
  remove(): void;
}

/** Copies src/ into a new stage with an npm cache from node_modules, and sweeps stages of builds that were killed. */
export function openStage(repository: string): Stage {
  const source = join(repository, "src");
  const hidden = join(source, ".observablehq");
  sweep(hidden);
  const folder = mkdtempSync(join(hidden, `build-${process.pid}-`));
  const root = join(folder, "src");
  for (const name of readdirSync(source)) {
    if (name !== ".observablehq") cpSync(join(source, name), join(root, name), {recursive: true});
  }
  const cache = join(root, ".observablehq/cache");
  const kept = join(hidden, `modules-${lockFileHash(repository)}`);
  if (existsSync(kept)) cpSync(kept, join(cache, "_node"), {recursive: true});
  fillNpmCache(join(repository, "node_modules"), join(cache, "_npm"));
  freezeTimes(root);
  return {
    root,
    cache,
    keepModules: () => {
      keep(join(cache, "_node"), kept);
    },
    remove: () => {
      rmSync(folder, {recursive: true, force: true});
    }
  };
}

/** Gives every file below a folder the same modification time. */
export function freezeTimes(folder: string): void {
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), reproducibleTime, reproducibleTime);
  }
}

/** Framework bundles each package once per stage; the bundles depend on the lock file alone. */
function lockFileHash(repository: string): string {
  const bytes = readFileSync(join(repository, "package-lock.json"));
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

/** Adds new bundles one by one, each whole under its final name: another build may be reading. */
function keep(bundles: string, kept: string): void {
  if (!existsSync(bundles)) return;
  for (const entry of readdirSync(bundles, {recursive: true, withFileTypes: true})) {
    const file = join(entry.parentPath, entry.name);
    const target = join(kept, relative(bundles, file));
    if (!entry.isFile() || existsSync(target)) continue;
    mkdirSync(dirname(target), {recursive: true});
    const temporary = `${target}.${process.pid}`;
    cpSync(file, temporary);
    renameSync(temporary, target);
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

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
