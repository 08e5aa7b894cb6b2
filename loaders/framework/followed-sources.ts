import {readdirSync, readlinkSync, rmSync, symlinkSync, watch, type FSWatcher} from "node:fs";
import {join} from "node:path";

/**
 * Puts links to the entries of `source` in place of their copies in `root`, the same folder of a stage, and does so again
 * when an entry comes or goes: what is read through `root` is always what is in `source`, but for the entries `without`. Entries
 * that start with a dot stay.
 */
export function followSources(source: string, root: string, without: readonly string[] = []): FSWatcher {
  linkEntries(source, root, without);
  return watch(source, (event) => {
    if (event === "rename") linkEntries(source, root, without);
  });
}

function linkEntries(source: string, root: string, without: readonly string[]): void {
  const entries = visible(source).filter((name) => !without.includes(name));
  for (const name of visible(root)) {
    if (!entries.includes(name)) rmSync(join(root, name), {recursive: true});
  }
  for (const name of entries) {
    const [from, to] = [join(root, name), join(source, name)];
    if (isLink(from, to)) continue;
    rmSync(from, {recursive: true, force: true});
    symlinkSync(to, from);
  }
}

function visible(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith(".") && name !== "README.md");
}

function isLink(path: string, target: string): boolean {
  try {
    return readlinkSync(path) === target;
  } catch {
    return false;
  }
}
