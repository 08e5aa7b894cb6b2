import type {RawPlace, RawRow} from "../raw-row.js";
import {listOf} from "../values.js";
import {jsonLineRows} from "./json-lines.js";
import {jsonPartRows} from "./json-parts.js";
import {fileStart} from "./file-start.js";
import {type RawFile} from "./raw-file.js";

/** The rows of a file of JSON values, one a line or in one list. */
export async function* jsonRecordRows(
  file: RawFile,
  rowsOf: (value: unknown, place: RawPlace) => readonly RawRow[]
): AsyncGenerator<readonly RawRow[]> {
  const {document} = await fileStart(file);
  if (listOf(document) === null) yield* jsonLineRows(file, rowsOf);
  else yield* jsonPartRows(file, 1, ({value}, place) => rowsOf(value, place));
}
