import {cutJson} from "./cut-json.js";
import {parsePythonJson} from "./python-json.js";

/** A file of raw samples: on the disk, compressed or not, or in an archive. */
export interface RawFile {
  /** For people, and stored with each completion: as the user named it, with the path inside of an archive. */
  name: string;
  /** Absolute path of the file on the disk, or of the archive that holds it. */
  path: string;
  /** Its path in an archive; null for a file of its own. */
  inner: string | null;
  /** Bytes on the disk; of an archive's entry, uncompressed. */
  size: number;
  /** The content, decompressed, from its start. May be called again. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** What detection looks at: a file may have any name. */
export interface FileStart {
  file: RawFile;
  /** The first bytes, decompressed: 64 KiB at most. */
  bytes: Uint8Array;
  /** They are the whole file. */
  isWhole: boolean;
  /** `bytes` as text. */
  text: string;
  /** The first line as parsed JSON, what of it is in `bytes`; undefined where it is none. */
  firstRow: unknown;
  /** The file as one JSON value, what of it is in `bytes`; undefined where it is none, as in JSON lines. */
  document: unknown;
}

export const START_BYTES = 65_536;

/** The start of a file, for detection. */
export async function fileStart(file: RawFile): Promise<FileStart> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.chunks()) {
    parts.push(chunk);
    size += chunk.length;
    if (size > START_BYTES) break;
  }
  const bytes = Buffer.concat(parts).subarray(0, START_BYTES);
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const isWhole = size <= START_BYTES;
  const end = text.indexOf("\n");
  const document = cutJson(text);
  return {file, bytes, isWhole, text, document, firstRow: end < 0 ? document : wholeJson(text.slice(0, end))};
}

function wholeJson(line: string): unknown {
  try {
    return parsePythonJson(line);
  } catch {
    return undefined;
  }
}

/** The whole content of a file as text, without a byte order mark. Throws a RangeError for one of more than `limit` bytes. */
export async function fileText(file: RawFile, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.chunks()) {
    size += chunk.length;
    if (size > limit) throw new RangeError(`${file.name} has more than ${limit} bytes`);
    parts.push(chunk);
  }
  return Buffer.concat(parts)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

/** The file with a name in the same folder, among the files of a policy; undefined where it is not. */
export function besideFile(file: RawFile, name: string, files: readonly RawFile[]): RawFile | undefined {
  const folder = file.name.slice(0, file.name.lastIndexOf("/") + 1);
  return files.find((other) => other.name === folder + name);
}
