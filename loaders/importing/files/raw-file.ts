import {UserError} from "../../schema/user-error.js";
import {decodedText} from "./decoded-text.js";

/** A file of raw samples: on the disk, compressed or not, or in an archive. */
export interface RawFile {
  /** For people, and stored with each completion: as the user named it, with the path inside of an archive. */
  name: string;
  /** Absolute path of the file on the disk, or of the archive that holds it. */
  path: string;
  /** Its path in an archive; null for a file of its own. */
  inner: string | null;
  /** The user named it itself, not a folder, pattern or archive that holds it. */
  isNamed: boolean;
  /** Its bytes on the disk are not its content: it is packed, or in an archive. */
  isPacked?: boolean;
  /** Bytes on the disk; of an archive's entry, uncompressed. */
  size: number;
  /** The content, decompressed, from its start. May be called again. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** The whole content of a file. Throws a UserError for one of more than `limit` bytes. */
export async function fileBytes(file: RawFile, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.chunks()) {
    size += chunk.length;
    if (size > limit)
      throw new UserError(
        `${file.name} has more than ${limit} bytes, which is more than its format is read of`
      );
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** The whole content of a file as text, without a byte order mark. Throws a UserError for one of more than `limit` bytes. */
export async function fileText(file: RawFile, limit: number): Promise<string> {
  return decodedText(await fileBytes(file, limit)).replace(/^\uFEFF/, "");
}

/** A file's name without what packing adds to it: `a.jsonl` of `a.jsonl.gz`. */
export function plainName(name: string): string {
  return name.replace(/\.(?:gz|zst)$/, "");
}

/** The file with a name in the same folder, among the files of a policy, packed or not; undefined where it is not. */
export function besideFile(file: RawFile, name: string, files: readonly RawFile[]): RawFile | undefined {
  return namedFile(file.name.slice(0, file.name.lastIndexOf("/") + 1) + name, files);
}

// A policy may have a file for each problem, and each looks for others.
const byName = new WeakMap<readonly RawFile[], ReadonlyMap<string, RawFile>>();

/** The file with a name among the files of a policy, packed or not; undefined where it is not. */
export function namedFile(name: string, files: readonly RawFile[]): RawFile | undefined {
  let known = byName.get(files);
  if (known === undefined) {
    // The later one of a name stands: a file that is not packed goes before one that is.
    const plain = files.map((file) => [plainName(file.name), file] as const);
    known = new Map([...plain, ...files.map((file) => [file.name, file] as const)]);
    byName.set(files, known);
  }
  return known.get(name);
}
