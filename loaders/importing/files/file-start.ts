import {asObject} from "../values.js";
import {cutJson} from "./cut-json.js";
import {decodedText} from "./decoded-text.js";
import {fileEnd} from "./file-end.js";
import {isParquet} from "./is-parquet.js";
import {parsePythonJson} from "./python-json.js";
import type {RawFile} from "./raw-file.js";

/** What detection looks at: a file may have any name. */
export interface FileStart {
  file: RawFile;
  /** The first bytes, decompressed: 64 KiB at most. */
  bytes: Uint8Array;
  /** The last bytes of a Parquet file, which has the names of its columns there: 4 MiB at most; of other files nothing. */
  end: Uint8Array;
  /** They are the whole file. */
  isWhole: boolean;
  /** `bytes` as text. */
  text: string;
  /**
   * The first line as parsed JSON; of one longer than 64 MiB what of it is in `bytes`. Where it is none, the first of the next
   * lines in `bytes` that is an object; undefined where none is.
   */
  firstRow: unknown;
  /** The file as one JSON value, what of it is in `bytes`; undefined where it is none, as in JSON lines. */
  document: unknown;
}

const START_BYTES = 65_536;

/** Lines that are looked at for one that is an object. */
const FIRST_LINES = 20;

/** A line with a problem's completions may be long; what is longer than this is looked at in part. */
const MOST_FIRST_ROW = 64 << 20;

const NEWLINE = 10;

/** The start of a file, for detection. A first line that begins a JSON object is read to its end. */
export async function fileStart(file: RawFile): Promise<FileStart> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isLine = false;
  for await (const chunk of file.chunks()) {
    parts.push(chunk);
    size += chunk.length;
    isLine ||= chunk.includes(NEWLINE);
    if (size > START_BYTES && (isLine || size > MOST_FIRST_ROW || !beginsObject(parts[0]!))) break;
  }
  const all = Buffer.concat(parts);
  const bytes = all.subarray(0, START_BYTES);
  const text = withoutMark(bytes);
  const isWhole = size <= START_BYTES;
  const end = all.indexOf(NEWLINE);
  // A cut line cannot be told from a whole one that is broken: what is in it counts.
  const isCut = end < 0 && size > MOST_FIRST_ROW;
  const document = cutJson(text);
  const ending = isParquet(bytes) ? await fileEnd(file) : new Uint8Array(0);
  return {
    file,
    bytes,
    end: ending,
    isWhole,
    text,
    document,
    firstRow: isCut
      ? document
      : (wholeJson(withoutMark(all.subarray(0, end < 0 ? all.length : end))) ??
        (document === undefined ? laterRow(text) : undefined))
  };
}

function beginsObject(bytes: Uint8Array): boolean {
  return withoutMark(bytes.subarray(0, 64)).trimStart().startsWith("{");
}

/** Bytes as text, without a byte order mark. */
function withoutMark(bytes: Uint8Array): string {
  return decodedText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).replace(/^\uFEFF/, "");
}

/** The first of the whole lines that is an object: a file may begin with an empty or a broken one. */
function laterRow(text: string): unknown {
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n", FIRST_LINES);
  return lines.map(wholeJson).find((value) => asObject(value) !== null);
}

function wholeJson(line: string): unknown {
  try {
    return parsePythonJson(line);
  } catch {
    return undefined;
  }
}
