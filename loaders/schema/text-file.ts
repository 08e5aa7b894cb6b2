import {createReadStream, readFileSync, statSync} from "node:fs";
import {fileError} from "./system-error.js";
import {UserError} from "./user-error.js";

/** Bytes of a file that is read as a whole, where nothing else is said. */
const FILE_LIMIT = 2 ** 29 - 2 ** 20;

/** Characters of one line. */
const LINE_LIMIT = 2 ** 27;

/** A line of a file, and its place: `answers.jsonl:3`. */
export interface TextLine {
  text: string;
  where: string;
}

/**
 * The text of a UTF-8 file, without a byte order mark. Throws a UserError that names the file where it cannot be read, is larger
 * than `limit` bytes (refused before it is read), or is UTF-16. `hint` says what to do where there is no such file.
 */
export function readTextFile(
  file: string,
  {limit = FILE_LIMIT, hint}: {limit?: number; hint?: string} = {}
): string {
  return decodeText(readBytes(file, {limit, ...(hint === undefined ? {} : {hint})}), file);
}

/** The bytes of a file; see `readTextFile`. */
export function readBytes(
  file: string,
  {limit = FILE_LIMIT, hint}: {limit?: number; hint?: string} = {}
): Buffer {
  try {
    const found = statSync(file);
    if (found.isFile() && found.size > limit)
      throw new UserError(
        `${file}: ${megabytes(found.size)} is too large: at most ${megabytes(limit)} can be read`
      );
    return readFileSync(file);
  } catch (error) {
    if (hint === undefined || (error as NodeJS.ErrnoException).code !== "ENOENT")
      throw fileError(file, error);
    throw new UserError(`${file}: no such file: ${hint}`, {cause: error});
  }
}

/** The text of UTF-8 bytes, without a byte order mark. Throws a UserError that names `file` for UTF-16. */
export function decodeText(bytes: Uint8Array, file: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new UserError(`${file}: is UTF-16: save it as UTF-8`);
  return new TextDecoder().decode(bytes);
}

/**
 * The lines of a UTF-8 file, one at a time, without their ends (LF or CRLF, nothing else) and without a byte order mark; an
 * empty last line is none. Throws a UserError that names the file, and the line where one is too long to hold.
 */
export async function* textLines(file: string): AsyncGenerator<TextLine> {
  let number = 0;
  let pending: string[] = [];
  let length = 0;
  try {
    for await (const chunk of createReadStream(file, {encoding: "utf8", highWaterMark: 2 ** 18})) {
      const [first, ...others] = (chunk as string).split("\n");
      pending.push(first!);
      length += first!.length;
      for (const other of others) {
        yield lineAt(pending.join(""), file, ++number);
        [pending, length] = [[other], other.length];
      }
      if (length > LINE_LIMIT)
        throw new UserError(
          `${file}:${number + 1}: the line is longer than ${LINE_LIMIT} characters: is this a file of lines?`
        );
    }
  } catch (error) {
    throw fileError(file, error);
  }
  if (length > 0) yield lineAt(pending.join(""), file, number + 1);
}

function lineAt(text: string, file: string, number: number): TextLine {
  if (number === 1 && text.includes("\0")) throw new UserError(`${file}:1: is no UTF-8 text`);
  const start = number === 1 && text.startsWith("\ufeff") ? 1 : 0;
  return {text: text.slice(start, text.endsWith("\r") ? -1 : undefined), where: `${file}:${number}`};
}

function megabytes(bytes: number): string {
  return bytes < 10e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e6)} MB`;
}
