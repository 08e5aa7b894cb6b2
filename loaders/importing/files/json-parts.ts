import {skippedRow, type RawPlace, type RawRow} from "../raw-row.js";
import {decodedText} from "./decoded-text.js";
import {parsePythonJson} from "./python-json.js";
import type {RawFile} from "./raw-file.js";

/** A value inside of a JSON file. */
interface JsonPart {
  /** Names of the fields that lead to it; a place in a list is a number. */
  path: readonly (string | number)[];
  value: unknown;
  /** Its number among the parts, from 1. */
  line: number;
}

/** JavaScript has no longer text. */
const MOST_PART_BYTES = 256 << 20;

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const isOpening = (byte: number): boolean => byte === 91 || byte === 123;
const isClosing = (byte: number): boolean => byte === 93 || byte === 125;
/** A byte of the mark that some programs put before a text. */
const isMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf;
const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

/**
 * Reads one JSON value of any size part by part: the values that stand `depth` levels deep (1: the entries of the outermost
 * list or object), and those that are less deep and no list or object. Only one part is in memory. A part that is no
 * JSON is yielded as an error, as is a file that breaks off.
 */
export async function* jsonParts(file: RawFile, depth: number): AsyncGenerator<JsonPart | Error> {
  const splitter = new Splitter(depth);
  try {
    for await (const chunk of file.chunks()) {
      splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
      yield* splitter.ready.splice(0);
    }
    splitter.end();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    yield* splitter.ready.splice(0);
    yield new Error(`after ${splitter.count} values: ${error.message}`);
  }
}

/** The rows of a JSON file, of each of its parts; see `jsonParts`. */
export async function* jsonPartRows(
  file: RawFile,
  depth: number,
  rowsOf: (part: JsonPart, place: RawPlace) => readonly RawRow[]
): AsyncGenerator<readonly RawRow[]> {
  let line = 0;
  for await (const part of jsonParts(file, depth)) {
    if (part instanceof Error) {
      yield [skippedRow({file: file.name, line: ++line}, "broken JSON", part.message)];
      continue;
    }
    ({line} = part);
    const rows = rowsOf(part, {file: file.name, line});
    if (rows.length > 0) yield rows;
  }
}

/** Finds where parts begin and end, by bytes: all that JSON is built of is ASCII. */
class Splitter {
  readonly ready: (JsonPart | Error)[] = [];
  count = 0;
  private readonly depth: number;
  /** Of each open level: its place in a list, or the name of its field. */
  private readonly path: (string | number)[] = [];
  private isText = false;
  private isEscaped = false;
  /** Levels open inside of the part that is being read. */
  private inner = 0;
  private pieces: Buffer[] = [];
  private bytes = 0;
  /** In a part, or in the name of a field. */
  private isPart = false;
  private isDone = false;

  constructor(depth: number) {
    this.depth = depth;
  }

  push(chunk: Buffer): void {
    let start = this.isPart ? 0 : -1;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.isText) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isText = false;
        else {
          // Texts are most of a file: on to the next byte that may end this one.
          while (at + 1 < chunk.length && chunk[at + 1] !== QUOTE && chunk[at + 1] !== BACKSLASH) at++;
        }
        continue;
      }
      if (this.inner > 0) {
        if (byte === QUOTE) this.isText = true;
        else if (isOpening(byte)) this.inner++;
        else if (isClosing(byte)) this.inner--;
        continue;
      }
      if (byte === COMMA || byte === COLON || isClosing(byte)) {
        const given = start < 0 ? Buffer.alloc(0) : chunk.subarray(start, at);
        start = -1;
        this.finish(given, byte);
      } else if (isOpening(byte) && this.path.length < this.depth && !this.isPart) {
        if (this.isDone) throw new SyntaxError("more than one value");
        this.path.push(byte === 91 ? 0 : "");
      } else if (this.path.length === 0 && isMark(byte)) continue;
      else if (!isSpace(byte) || this.isPart) {
        if (this.isDone && !isSpace(byte)) throw new SyntaxError("more than one value");
        if (!this.isPart) {
          this.isPart = true;
          start = at;
        }
        if (byte === QUOTE) this.isText = true;
        else if (isOpening(byte)) this.inner++;
      }
    }
    if (this.isPart && start >= 0) this.keep(Buffer.from(chunk.subarray(start)));
  }

  end(): void {
    if (!this.isDone) throw new SyntaxError("the file breaks off");
  }

  private keep(piece: Buffer): void {
    this.bytes += piece.length;
    if (this.bytes > MOST_PART_BYTES) throw new SyntaxError(`a value of more than ${MOST_PART_BYTES} bytes`);
    this.pieces.push(piece);
  }

  private finish(last: Buffer, by: number): void {
    const top = this.path.length - 1;
    if (top < 0) throw new SyntaxError("no list and no object");
    if (this.isPart) {
      const text = decodedText(Buffer.concat([...this.pieces, last]));
      this.pieces = [];
      this.bytes = 0;
      this.isPart = false;
      if (by === COLON) {
        this.path[top] = JSON.parse(text) as string;
        return;
      }
      this.count++;
      this.ready.push(this.part(text));
    }
    if (by === COMMA) {
      const place = this.path[top]!;
      if (typeof place === "number") this.path[top] = place + 1;
    } else if (by !== COLON) {
      this.path.pop();
      this.isDone = this.path.length === 0;
    }
  }

  private part(text: string): JsonPart | Error {
    try {
      return {path: [...this.path], value: parsePythonJson(text), line: this.count};
    } catch (error) {
      return error as SyntaxError;
    }
  }
}
