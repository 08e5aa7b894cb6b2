import {createHash} from "node:crypto";
import {createReadStream, statSync} from "node:fs";
import {relative, sep} from "node:path";
import type {RawFile} from "../files/raw-file.js";

/** A file on the disk as the import of a policy knows it. */
export interface ReadFile {
  file: RawFile;
  /** Short and the same wherever the folder lies: the path below what the files have in common. */
  name: string;
  /** Of the file on the disk, or of the archive. */
  size: number;
  modified: number;
}

/** Short names for the files of a policy, with what tells whether they changed. */
export function namedFiles(files: readonly RawFile[]): ReadFile[] {
  const common = commonFolder(files.map(({path}) => path));
  return files.map((file) => {
    const {size, mtimeMs} = statSync(file.path);
    const short = relative(common, file.path).split(sep).join("/");
    return {
      file,
      name: file.inner === null ? short : `${short}/${file.inner}`,
      size,
      modified: Math.round(mtimeMs)
    };
  });
}

/** SHA-256 of a file on the disk. */
export async function streamedHash(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 20})) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split(sep).slice(0, -1));
  const [first = [], ...others] = folders;
  let depth = first.length;
  for (const other of others) {
    let same = 0;
    while (same < depth && other[same] === first[same]) same++;
    depth = same;
  }
  return first.slice(0, depth).join(sep) || sep;
}
