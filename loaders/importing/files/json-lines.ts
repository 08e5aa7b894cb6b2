import {skippedRow, type RawPlace, type RawRow, type SkippedRow} from "../raw-row.js";
import {parsePythonJson} from "./python-json.js";
import type {RawFile} from "./raw-file.js";

/** A line is held in memory whole, and JavaScript has no longer text. */
const MOST_LINE_BYTES = 256 << 20;

/** A line of text and its number, from 1; null for one that is too long to hold. */
interface TextLine {
  text: string | null;
  line: number;
}

/** The lines of a file, in batches of what came together. */
async function* textLines(file: RawFile): AsyncGenerator<readonly TextLine[]> {
  let line = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const lineText = (last: Buffer): string | null => {
    if (restBytes + last.length > MOST_LINE_BYTES) return null;
    const text = (rest.length === 0 ? last : Buffer.concat([...rest, last])).toString("utf8");
    const start = line === 1 && text.startsWith("\uFEFF") ? 1 : 0;
    return text.slice(start, text.endsWith("\r") ? -1 : undefined);
  };
  for await (const given of file.chunks()) {
    const chunk = Buffer.from(given.buffer, given.byteOffset, given.length);
    const lines: TextLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      line++;
      lines.push({text: lineText(chunk.subarray(start, end)), line});
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      restBytes += chunk.length - start;
      if (restBytes <= MOST_LINE_BYTES) rest.push(Buffer.from(chunk.subarray(start)));
      else rest = [];
    }
    if (lines.length > 0) yield lines;
  }
  if (restBytes > 0) {
    line++;
    yield [{text: lineText(Buffer.alloc(0)), line}];
  }
}

/**
 * The rows of a file with a JSON value a line: `rowsOf` makes them of each. Lines without text are passed over; a line that
 * is no JSON becomes a skipped row.
 */
export async function* jsonLineRows(
  file: RawFile,
  rowsOf: (value: unknown, place: RawPlace) => readonly RawRow[]
): AsyncGenerator<readonly RawRow[]> {
  for await (const lines of textLines(file)) {
    const rows: RawRow[] = [];
    for (const {text, line} of lines) {
      const place = {file: file.name, line};
      if (text === null) rows.push(skippedRow(place, "line too long", `more than ${MOST_LINE_BYTES} bytes`));
      else if (text.trim() !== "") {
        const value = lineValue(text, place);
        if (isSkipped(value)) rows.push(value);
        else for (const row of rowsOf(value.json, place)) rows.push(row);
      }
    }
    if (rows.length > 0) yield rows;
  }
}

function lineValue(text: string, place: RawPlace): {json: unknown} | SkippedRow {
  try {
    return {json: parsePythonJson(text)};
  } catch (error) {
    return skippedRow(place, "broken line", (error as Error).message);
  }
}

function isSkipped(value: {json: unknown} | SkippedRow): value is SkippedRow {
  return "kind" in value;
}
