import {EMPTY_LIST, skippedRow, type RawPlace, type RawRow, type SkippedRow} from "../raw-row.js";
import {decodedText} from "./decoded-text.js";
import {parsePythonJson} from "./python-json.js";
import type {RawFile} from "./raw-file.js";

/** A line is held in memory whole, and JavaScript has no longer text. */
const MOST_LINE_BYTES = 256 << 20;

const NEWLINE = 10;

/** A line of text and its number, from 1; null for one that is too long to hold. */
interface TextLine {
  text: string | null;
  line: number;
}

/** The lines of a file, in the batches that they are read in. Of a batch each is made when it is asked for: none is held beside its rows. */
async function* textLines(file: RawFile): AsyncGenerator<Iterable<TextLine>> {
  let line = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const lineText = (last: Buffer): string | null => {
    if (restBytes + last.length > MOST_LINE_BYTES) return null;
    const text = decodedText(rest.length === 0 ? last : Buffer.concat([...rest, last]));
    const start = line === 1 && text.startsWith("\uFEFF") ? 1 : 0;
    const isReturned = text.endsWith("\r");
    return start === 0 && !isReturned ? text : text.slice(start, isReturned ? -1 : undefined);
  };
  function* linesIn(chunk: Buffer): Generator<TextLine> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      line++;
      yield {text: lineText(chunk.subarray(start, end)), line};
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    if (start === chunk.length) return;
    restBytes += chunk.length - start;
    if (restBytes <= MOST_LINE_BYTES) rest.push(Buffer.from(chunk.subarray(start)));
    else rest = [];
  }
  for await (const given of file.chunks())
    yield linesIn(Buffer.from(given.buffer, given.byteOffset, given.length));
  if (restBytes === 0) return;
  line++;
  yield [{text: lineText(Buffer.alloc(0)), line}];
}

/** Rows in a batch, about: rows that are handed on soon die young, and V8 need not copy them. */
const BATCH_ROWS = 64;

/**
 * The rows of a file with a JSON value a line: `rowsOf` makes them of each. Lines without text are passed over; a line that
 * is no JSON, or of which there are no rows, becomes a skipped row.
 */
export async function* jsonLineRows(
  file: RawFile,
  rowsOf: (value: unknown, place: RawPlace) => readonly RawRow[]
): AsyncGenerator<readonly RawRow[]> {
  for await (const lines of textLines(file)) {
    let rows: RawRow[] = [];
    for (const {text, line} of lines) {
      const place = {file: file.name, line};
      if (text === null) rows.push(skippedRow(place, "line too long", `more than ${MOST_LINE_BYTES} bytes`));
      else if (/\S/.test(text)) {
        const value = lineValue(text, place);
        if (isSkipped(value)) rows.push(value);
        else {
          const found = rowsOf(value.json, place);
          if (found.length === 0) rows.push(skippedRow(place, EMPTY_LIST));
          else for (const row of found) rows.push(row);
        }
      }
      if (rows.length < BATCH_ROWS) continue;
      yield rows;
      rows = [];
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
