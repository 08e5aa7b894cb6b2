import {ColumnMap} from "../columns/column-map.js";
import {mappedRows} from "../columns/mapped-rows.js";
import {jsonRecordRows} from "../files/json-records.js";
import type {Importer} from "../importer.js";
import {asObject, at} from "../values.js";

/** JSON lines, or a list in one JSON file, with one completion each, or a list of them: what most programs write that have no format of their own. */
export const jsonl: Importer = {
  id: "jsonl",
  what: "JSON lines with a completion, or a list of completions, each; --map names the columns",
  sign: "a column of completions",
  isGeneric: true,
  detects: ({firstRow, document}, {columns}) => {
    const row = asObject(firstRow) ?? asObject(at(document, 0));
    return row !== null && new ColumnMap(columns).find(row, "completion") !== null;
  },
  read: (file, {columns}) => {
    const map = new ColumnMap(columns);
    let isFirst = true;
    return jsonRecordRows(file, (value, place) => {
      const row = asObject(value);
      if (isFirst && row !== null) map.require(row, file.name);
      isFirst &&= row === null;
      return mappedRows(value, map, place);
    });
  }
};
