import {UserError} from "../schema/user-error.js";
import {guessedMap} from "./columns/guessed-map.js";
import {firstCsvRow} from "./files/csv-records.js";
import type {FileStart} from "./files/file-start.js";
import type {Importer} from "./importer.js";
import {asObject, at} from "./values.js";

/** Columns that are named, and formats. */
const MOST_COLUMNS = 12;
const MOST_NEAR = 3;

/** The error for a file that no format takes: what was looked for, what was found, and the --map that would fit. */
export function unknownFile(
  {file, bytes, firstRow, document, text}: FileStart,
  importers: readonly Importer[]
): UserError {
  if (text.trim() === "") return new UserError(`${file.name} is empty: it holds no samples`);
  if (isUtf16(bytes)) return new UserError(`${file.name} is text in UTF-16: save it as UTF-8`);
  const row = asObject(firstRow) ?? asObject(at(document, 0)) ?? asObject(document) ?? firstCsvRow(text);
  if (row === null) {
    const start = JSON.stringify(text.slice(0, 40));
    const known = importers.map(({id}) => id).join(", ");
    return new UserError(
      `cannot tell the format of ${file.name}: it begins with ${start}, and neither a JSON object, a header of columns, an archive nor Parquet was found; give --format (${known})`
    );
  }
  const columns = columnsOf(row);
  const found = columns.slice(0, MOST_COLUMNS).map(([name, value]) => `${name} (${kindOf(value)})`);
  const more = columns.length > MOST_COLUMNS ? `, and ${columns.length - MOST_COLUMNS} more` : "";
  const near = nearest(Object.keys(row), importers);
  const looked = `; looked for ${near.length === 0 ? "a column completion, output, response, generation, text or their plurals" : near.join("; ")}`;
  return new UserError(
    `no completion in ${file.name}: it has ${found.join(", ")}${more}${looked}; name its columns with --map ${guessedMap(new Map(columns))}`
  );
}

/** Whether text begins with the mark of UTF-16, as some consoles write it. */
function isUtf16([a, b]: Uint8Array): boolean {
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
}

/** What the formats are told by that have most in common with the names of a file's columns. */
function nearest(names: readonly string[], importers: readonly Importer[]): string[] {
  const shared = importers.map(({id, sign}) => {
    const words = new Set(sign.split(/[^\w.]+/));
    return {text: `${sign} (${id})`, count: names.filter((name) => words.has(name)).length};
  });
  const near = shared.filter(({count}) => count > 0).sort((a, b) => b.count - a.count);
  return near.slice(0, MOST_NEAR).map(({text}) => text);
}

/** A word for what a column holds. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) {
    const kinds = new Set(value.map((each) => (Array.isArray(each) ? "list" : kindOf(each))));
    return `list of ${value.length} ${kinds.size === 1 ? [...kinds][0]! : "values"}${kinds.size === 1 && value.length !== 1 ? "s" : ""}`;
  }
  if (typeof value === "string") return "text";
  return value === null || value === undefined ? "empty" : typeof value;
}

/** Columns of a row by the names that --map takes, with their values: dots reach into objects. */
function columnsOf(row: Record<string, unknown>, prefix = ""): [string, unknown][] {
  return Object.entries(row).flatMap(([name, value]): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value) && prefix.split(".").length < 3
      ? columnsOf(value as Record<string, unknown>, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value]]
  );
}
