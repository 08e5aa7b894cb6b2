import {ColumnMap} from "../columns/column-map.js";
import {mappedRows} from "../columns/mapped-rows.js";
import {fileStart} from "../files/file-start.js";
import {jsonPartRows} from "../files/json-parts.js";
import {jsonRecordRows} from "../files/json-records.js";
import type {Importer} from "../importer.js";
import {skippedRow} from "../raw-row.js";
import {asObject, at} from "../values.js";

/** JSON lines, or a list or an object by id in one JSON file, with one completion each, or a list of them: what most programs write that have no format of their own. */
export const jsonl: Importer = {
  id: "jsonl",
  what: "JSON lines with a completion, or a list of completions, each; --map names the columns",
  sign: "a column of completions",
  isGeneric: true,
  detects: ({firstRow, document}, {columns}) => {
    const row = asObject(firstRow) ?? asObject(at(document, 0));
    const map = new ColumnMap(columns);
    return (row !== null && map.find(row, "completion") !== null) || isById(document, map);
  },
  read: async function* (file, {columns}) {
    const map = new ColumnMap(columns);
    if (isById((await fileStart(file)).document, map)) {
      yield* jsonPartRows(file, 1, ({path, value}, place) => {
        const row = asObject(value);
        const id = String(path[0]);
        return row === null ? [skippedRow(place, "no object", id)] : mappedRows({id, ...row}, map, place);
      });
      return;
    }
    let isFirst = true;
    yield* jsonRecordRows(file, (value, place) => {
      const row = asObject(value);
      if (isFirst && row !== null) map.require(row, file.name);
      isFirst &&= row === null;
      return mappedRows(value, map, place);
    });
  }
};

/** Whether a file is one object whose fields are problems, each with completions: `{"p1": {"responses": […]}, …}`. */
function isById(document: unknown, map: ColumnMap): boolean {
  const object = asObject(document);
  if (object === null || map.find(object, "completion") !== null) return false;
  const [first, second] = Object.values(object).map(asObject);
  const has = (row: Record<string, unknown> | null | undefined): boolean =>
    row != null && map.find(row, "completion") !== null;
  return has(first) && has(second);
}
