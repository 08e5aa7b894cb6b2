import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import type {PublicFile} from "../public-benchmarks/public-benchmark.js";
import {UserError} from "../schema/user-error.js";

/** Bytes of a file of a folder that is searched by its content. */
const MOST_SEARCHED = 2 ** 26;

/**
 * A published file in a folder of somebody's: one of its name (in the folder, or in a folder of the set's name there), or one whose
 * content, gzipped once more or not, has its hash. Null where the folder has none. Throws a UserError for a folder that is not there.
 */
export function mirrorFile(folder: string, set: string, file: PublicFile): Buffer | null {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UserError(`--mirror ${folder}: no such folder`);
  const named = [join(folder, set, file.name), join(folder, file.name)];
  for (const path of named.filter(isFile)) {
    const found = contentOf(path, file);
    if (found !== null) return found;
  }
  if (file.sha256 === null) return null;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (!isFile(path) || statSync(path).size > MOST_SEARCHED) continue;
    const found = contentOf(path, file);
    if (found !== null) return found;
  }
  return null;
}

/** The content of a file, or of the gzip that it is, if it is the published one; without a known hash, the content. */
function contentOf(path: string, {sha256}: PublicFile): Buffer | null {
  const bytes = readFileSync(path);
  if (sha256 === null || sha256Of(bytes) === sha256) return bytes;
  const unpacked = gunzipped(bytes);
  return unpacked !== null && sha256Of(unpacked) === sha256 ? unpacked : null;
}

function gunzipped(bytes: Buffer): Buffer | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return null;
  try {
    return gunzipSync(bytes, {maxOutputLength: 2 ** 29});
  } catch {
    return null;
  }
}

function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function isFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() === true;
}
