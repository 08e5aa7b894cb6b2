import {ColumnMap} from "../columns/column-map.js";
import {mappedRows} from "../columns/mapped-rows.js";
import {csvRows, firstCsvRow, separatorOf} from "../files/csv-records.js";
import {fileStart} from "../files/file-start.js";
import type {Importer} from "../importer.js";

/** CSV with a header and a completion a record; commas, semicolons or tabs. */
export const csv: Importer = {
  id: "csv",
  what: "CSV with a completion a record; --map names the columns",
  sign: "a header with a column of completions",
  isGeneric: true,
  detects: ({text, document}, {columns}) => {
    if (document !== undefined || text.startsWith("{")) return false;
    const row = firstCsvRow(text);
    return row !== null && new ColumnMap(columns).find(row, "completion") !== null;
  },
  read: async function* (file, {columns}) {
    const map = new ColumnMap(columns);
    let isFirst = true;
    yield* csvRows(file, separatorOf((await fileStart(file)).text), (row, place) => {
      if (isFirst) map.require(row, file.name);
      isFirst = false;
      return mappedRows(row, map, place);
    });
  }
};
