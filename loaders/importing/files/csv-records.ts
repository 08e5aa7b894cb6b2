import {parse as parseNow} from "csv-parse/sync";
import {skippedRow, type RawPlace, type RawRow} from "../raw-row.js";
import {csvStream} from "./csv-stream.js";
import type {RawFile} from "./raw-file.js";

/** Rows in a batch. */
const BATCH_ROWS = 512;

/** A record longer than this is a quote without its end. */
const MOST_RECORD_CHARACTERS = 256 << 20;

const options = {bom: true, relax_column_count: true, skip_empty_lines: true} as const;

/** What separates the columns, by the header: the one of comma, semicolon and tab that stands in it most often. */
export function separatorOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0]!;
  const times = (separator: string): number => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, each) => (times(each) > times(best) ? each : best));
}

/**
 * The first record of a text of CSV by its header, for detection; null for what has no header of two columns and no record.
 * Of a record that the text's end cuts the fields are a dash each.
 */
export function firstCsvRow(text: string): Record<string, unknown> | null {
  const delimiter = separatorOf(text);
  const [header, record] = firstRecords(text, delimiter, 2) ?? [];
  if (header !== undefined)
    return header.length < 2 || record?.length !== header.length ? null : rowOf(header, record);
  const [names] = firstRecords(text, delimiter, 1) ?? [];
  return names === undefined || names.length < 2 ? null : rowOf(names, Array<string>(names.length).fill("-"));
}

function firstRecords(text: string, delimiter: string, to: number): string[][] | null {
  try {
    const records: string[][] = parseNow(text, {...options, delimiter, to});
    return records;
  } catch {
    return null;
  }
}

/** The rows of a CSV file with a header. A record with too few or too many fields, or a broken quote, becomes a skipped row. */
export async function* csvRows(
  file: RawFile,
  separator: string,
  rowsOf: (row: Record<string, unknown>, place: RawPlace) => readonly RawRow[]
): AsyncGenerator<readonly RawRow[]> {
  const broken: RawRow[] = [];
  let line = 0;
  const records = csvStream(file.chunks(), {
    ...options,
    delimiter: separator,
    max_record_size: MOST_RECORD_CHARACTERS,
    skip_records_with_error: true,
    on_skip: (error) => {
      broken.push(skippedRow({file: file.name, line: ++line}, "broken record", error?.message ?? null));
      return undefined;
    }
  });
  let header: string[] | null = null;
  let batch: RawRow[] = [];
  for await (const record of records) {
    if (header === null) {
      header = record;
      continue;
    }
    const place = {file: file.name, line: ++line};
    if (record.length !== header.length)
      batch.push(skippedRow(place, "broken record", `${record.length} fields for ${header.length} columns`));
    else for (const row of rowsOf(rowOf(header, record), place)) batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length + broken.length > 0) yield [...batch, ...broken];
}

/** An empty field is none. */
function rowOf(header: readonly string[], record: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(header.map((name, at) => [name, record[at] === "" ? null : record[at]]));
}
