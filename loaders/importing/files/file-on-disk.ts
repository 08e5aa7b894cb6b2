import {existsSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {decompressedFile} from "./decompressed.js";
import type {RawFile} from "./raw-file.js";

/** The file with a name in the folder of another one on the disk; null where there is none, or that one is in an archive. */
export function fileOnDisk(file: RawFile, name: string): RawFile | null {
  const path = join(dirname(file.path), basename(name));
  if (file.inner !== null || !existsSync(path) || !statSync(path).isFile()) return null;
  const {size} = statSync(path);
  return {name, path, inner: null, isNamed: false, size, chunks: () => decompressedFile(path, "none")};
}
