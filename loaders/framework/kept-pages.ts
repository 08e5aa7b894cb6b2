import {createHash} from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync
} from "node:fs";
import {join} from "node:path";
import {bundleFolder} from "../workspace/bundle-record.mjs";
import {isRepository, packageFolder} from "../workspace/package-folder.js";

/** Where pages are kept; null for an installed package, which is never written to. */
export const keptPagesFolder = isRepository ? join(bundleFolder(packageFolder), "pages") : null;

/** Pages of so many reports are kept: those that were asked for last. */
const MOST_KEPT = 4;

/** What decides how Framework makes pages, beside their sources. Packages are as the lock file says. */
const DECIDING = ["loaders", "observablehq.config.ts", "package.json", "package-lock.json"];

/**
 * A digest of all that decides what Framework makes of the sources in the folder `root`, which it has not seen yet: their
 * bytes, and those of this tool.
 */
export function sourcesDigest(root: string): string {
  const hash = createHash("sha256");
  for (const [folder, names] of [
    [root, readdirSync(root).filter((name) => name !== ".observablehq")],
    [packageFolder, DECIDING]
  ] as const)
    for (const file of names.toSorted().flatMap((name) => filesOf(folder, name)))
      hash
        .update(JSON.stringify([file, statSync(join(folder, file)).size]))
        .update(readFileSync(join(folder, file)));
  return hash.digest("hex");
}

/** Paths of all files of a folder, or the one of a file. */
function filesOf(folder: string, name: string): string[] {
  if (!existsSync(join(folder, name))) return [];
  if (!statSync(join(folder, name)).isDirectory()) return [name];
  return readdirSync(join(folder, name))
    .sort()
    .flatMap((inner) => filesOf(folder, join(name, inner)));
}

/** Pages that Framework made, with the tables of then, for later builds of the same pages: in the folder `all`, by digests. */
export class KeptPages {
  private readonly all: string | null;

  /** `all` null: keeps nothing. */
  constructor(all: string | null) {
    this.all = all;
  }

  /** Copies the pages of a digest into the folder `output`, which does not exist; false where there are none. */
  take(digest: string, output: string): boolean {
    if (this.all === null) return false;
    const kept = join(this.all, digest);
    try {
      cpSync(kept, output, {recursive: true, errorOnExist: true});
      const now = new Date();
      utimesSync(kept, now, now);
      return true;
    } catch {
      // Not there, or being removed by another process.
      rmSync(output, {recursive: true, force: true});
      return false;
    }
  }

  /** Keeps a copy of the pages in `output` under a digest. Where there is no room for it, builds go on without. */
  keep(digest: string, output: string): void {
    if (this.all === null) return;
    const whole = join(this.all, `${digest}.${process.pid}`);
    try {
      mkdirSync(this.all, {recursive: true});
      cpSync(output, whole, {recursive: true});
      renameSync(whole, join(this.all, digest));
      this.sweep(this.all);
    } catch {
      if (existsSync(whole)) rmSync(whole, {recursive: true, force: true});
    }
  }

  private sweep(all: string): void {
    const dates = readdirSync(all).map((name): [string, number] => [name, statSync(join(all, name)).mtimeMs]);
    dates.sort(([, a], [, b]) => b - a);
    for (const [name] of dates.slice(MOST_KEPT)) {
      // Who copies it meanwhile finds nothing under its name, instead of a part.
      const gone = join(all, `gone.${process.pid}`);
      renameSync(join(all, name), gone);
      rmSync(gone, {recursive: true});
    }
  }
}
