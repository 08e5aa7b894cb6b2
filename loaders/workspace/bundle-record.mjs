// What is known of a bundle of the tool's modules. Plain JavaScript: the bootstrap reads it before TypeScript can run.
import {createHash} from "node:crypto";
import {readFileSync, statSync} from "node:fs";
import {join} from "node:path";

/** Where bundles of checkouts lie: several that link to the same packages share it. */
export function bundleFolders(root) {
  return join(root, "node_modules/.cache/reasoning-boundary");
}

/** Folder of the bundles of the checkout `root`, in which no other checkout writes. */
export function bundleFolder(root) {
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  return join(bundleFolders(root), name);
}

/** What changes about a file whenever its bytes do; `undefined` if it is not there. */
export function stamp(path) {
  const stats = statSync(path, {throwIfNoEntry: false});
  return stats && [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(" ");
}

/**
 * Whether the bundle with the record `file` is of the sources as they are now: `inputs` of the checkout and `outputs` of the
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
