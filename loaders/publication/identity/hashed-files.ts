import {createHash} from "node:crypto";
import {statSync} from "node:fs";
import {basename, dirname} from "node:path";
import {readRecord} from "../../store/file-record.js";
import {streamedHash} from "../../store/file-hash.js";
import type {WorkspaceFiles} from "../workspace/workspace-files.js";

/** Length and SHA-256 of a file's bytes. */
export interface HashedFile {
  bytes: number;
  sha256: string;
}

/**
 * The files of a workspace by their places, sorted. Of a file that the store wrote, its own record gives the hash: the build has
 * checked the file against it. All others are read.
 */
export async function hashedFiles({
  files,
  texts
}: Pick<WorkspaceFiles, "files" | "texts">): Promise<Record<string, HashedFile>> {
  const hashed: [string, HashedFile][] = [];
  const records = new Map<string, ReturnType<typeof readRecord>>();
  for (const [place, file] of files) {
    const folder = records.get(dirname(file)) ?? readRecord(dirname(file));
    records.set(dirname(file), folder);
    const bytes = statSync(file).size;
    const writers = folder.get(basename(file));
    const known = writers?.length === 1 ? writers[0]!.newest : undefined;
    const isKnown = known?.state === "stored" && known.bytes === bytes;
    hashed.push([place, {bytes, sha256: isKnown ? known.sha256 : await streamedHash(file)}]);
  }
  for (const [place, text] of texts) {
    const sha256 = createHash("sha256").update(text).digest("hex");
    hashed.push([place, {bytes: Buffer.byteLength(text), sha256}]);
  }
  return Object.fromEntries(hashed.sort(([a], [b]) => (a < b ? -1 : 1)));
}
