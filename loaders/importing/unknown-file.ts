import {UserError} from "../schema/user-error.js";
import {firstCsvRow} from "./files/csv-records.js";
import type {FileStart} from "./files/file-start.js";
import type {Importer} from "./importer.js";
import {asObject, at} from "./values.js";

const COMPLETION_NAMES = /complet|response|output|generat|sample|answer|solution|text|pred|tries|rollout/i;

/** The error for a file that no format takes: what was found in it, and what to do. */
export function unknownFile(
  {file, firstRow, document, text}: FileStart,
  importers: readonly Importer[]
): UserError {
  const known = importers.map(({id}) => id).join(", ");
  const ask = `give --format (${known})`;
  if (text.trim() === "") return new UserError(`${file.name} is empty: it holds no samples`);
  const row = asObject(firstRow) ?? asObject(at(document, 0)) ?? asObject(document) ?? firstCsvRow(text);
  if (row === null) {
    const start = JSON.stringify(text.slice(0, 40));
    return new UserError(`cannot tell the format of ${file.name}: it begins with ${start}; ${ask}`);
  }
  const names = columnNames(row);
  const likely = names.find((name) => COMPLETION_NAMES.test(name)) ?? "NAME";
  return new UserError(
    `no completion in ${file.name}: it has ${names.slice(0, 12).join(", ")}; name its column with --map completion=${likely}`
  );
}

/** Columns of a row by the names that --map takes: dots reach into objects. */
function columnNames(row: Record<string, unknown>, prefix = ""): string[] {
  return Object.entries(row).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && prefix.split(".").length < 3
      ? columnNames(value as Record<string, unknown>, `${prefix}${name}.`)
      : [`${prefix}${name}`]
  );
}
