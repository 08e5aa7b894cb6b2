import {ColumnMap} from "../columns/column-map.js";
import {mappedRows} from "../columns/mapped-rows.js";
import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {asObject} from "../values.js";

/** JSON lines with one completion each, or a list of them: what most programs write that have no format of their own. */
export const jsonl: Importer = {
  id: "jsonl",
  what: "JSON lines with a completion, or a list of completions, each; --map names the columns",
  sign: "a column of completions",
  isGeneric: true,
  detects: ({firstRow}, {columns}) => {
    const row = asObject(firstRow);
    return row !== null && new ColumnMap(columns).find(row, "completion") !== null;
  },
  read: (file, {columns}) => {
    const map = new ColumnMap(columns);
    let isFirst = true;
    return jsonLineRows(file, (value, place) => {
      const row = asObject(value);
      if (isFirst && row !== null) map.require(row, file.name);
      isFirst &&= row === null;
      return mappedRows(value, map, place);
    });
  }
};
