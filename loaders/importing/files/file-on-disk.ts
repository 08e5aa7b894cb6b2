import {existsSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {decompressedFile} from "./decompressed.js";
import type {RawFile} from "./raw-file.js";

/** Endings that packing adds to a name. */
const endings = [
  ["", "none"],
  [".gz", "gzip"],
  [".zst", "zstd"]
] as const;

/** The file with a name in the folder of another one on the disk, packed or not; null where there is none, or that one is in an archive. */
export function fileOnDisk(file: RawFile, name: string): RawFile | null {
  if (file.inner !== null) return null;
  for (const [ending, packing] of endings) {
    const path = join(dirname(file.path), basename(name) + ending);
    if (!existsSync(path) || !statSync(path).isFile()) continue;
    const {size} = statSync(path);
    return {name, path, inner: null, isNamed: false, size, chunks: () => decompressedFile(path, packing)};
  }
  return null;
}
