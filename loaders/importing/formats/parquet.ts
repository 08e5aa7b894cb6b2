import {ColumnMap} from "../columns/column-map.js";
import {countedRows, isCounted} from "../columns/counted-rows.js";
import {mappedRows} from "../columns/mapped-rows.js";
import {isParquet} from "../files/is-parquet.js";
import {parquetRows} from "../files/parquet-rows.js";
import {fileStart} from "../files/file-start.js";
import type {Importer} from "../importer.js";
import {unknownFile} from "../unknown-file.js";

/** Parquet with completions, or lists of them, or counts. */
export const parquet: Importer = {
  id: "parquet",
  what: "Parquet with a completion, or a list of completions, or counts, in each row; --map names the columns",
  sign: "a Parquet file",
  isGeneric: true,
  detects: ({bytes}) => isParquet(bytes),
  read: async function* (file, {columns}) {
    const map = new ColumnMap(columns);
    let line = 0;
    let hasCounts = false;
    for await (const rows of parquetRows(file)) {
      if (line === 0 && rows.length > 0) {
        map.require(rows[0]!, file.name);
        hasCounts = isCounted(rows[0], map);
        if (!hasCounts && rows.every((row) => map.find(row, "completion") === null))
          throw unknownFile({...(await fileStart(file)), firstRow: rows[0]}, []);
      }
      yield rows.flatMap((row) => {
        const place = {file: file.name, line: ++line};
        return hasCounts ? countedRows(row, map, place) : mappedRows(row, map, place);
      });
    }
  }
};
