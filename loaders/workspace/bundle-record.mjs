// What is known of a bundle of the tool's modules. Plain JavaScript: the bootstrap reads it before TypeScript can run.
import {createHash} from "node:crypto";
import {readFileSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";

/**
 * Where bundles of the tool in the folder `root` lie: among the packages that they import, outside of the tool's own files. Several checkouts
 * that link to the same packages share it.
 */
export function bundleFolders(root) {
  const isInstalled = basename(dirname(root)) === "node_modules";
  return join(isInstalled ? dirname(root) : join(root, "node_modules"), ".cache/reasoning-boundary");
}

/** Folder of the bundles of the tool in the folder `root`, in which no other writes. */
export function bundleFolder(root) {
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  return join(bundleFolders(root), name);
}

/** The file of a bundle that begins with the module `path`, which ends in `.ts`: a path from the tool's folder `root`. */
export function bundleFile(root, path) {
  return join(bundleFolder(root), "modules", path.replaceAll("\\", "/").replace(/\.ts$/, ".mjs"));
}

/** What is known of these bundles, which are made together. */
export function bundleRecord(root) {
  return join(bundleFolder(root), "modules.json");
}

/** What changes about a file whenever its bytes do; `undefined` if it is not there. */
export function stamp(path) {
  const stats = statSync(path, {throwIfNoEntry: false});
  return stats && [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(" ");
}

/**
 * Whether the bundle with the record `file` is of the sources as they are now: `inputs` of the tool and `outputs` of the
 * bundle (both path to stamp, from `root`) are as they were, and it was made of the same `entries`, where these are given.
 */
export function isFresh(root, file, entries) {
  try {
    const record = JSON.parse(readFileSync(file, "utf8"));
    const isSame = ([path, seen]) => stamp(join(root, path)) === seen;
    return (
      record.root === root &&
      (entries === undefined || record.entries.join("\n") === entries.join("\n")) &&
      Object.entries(record.outputs).every(isSame) &&
      Object.entries(record.inputs).every(isSame)
    );
  } catch {
    return false;
  }
}
