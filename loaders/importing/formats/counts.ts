import {ColumnMap} from "../columns/column-map.js";
import {countedRows, isCounted, wideCounts} from "../columns/counted-rows.js";
import {csvRows, firstCsvRow, separatorOf} from "../files/csv-records.js";
import {jsonRecordRows} from "../files/json-records.js";
import {fileStart, type FileStart} from "../files/file-start.js";
import type {Importer} from "../importer.js";
import {asObject, at} from "../values.js";

/** How often each problem was tried and solved, as CSV or JSON lines: what a paper's appendix has. */
export const counts: Importer = {
  id: "counts",
  what: "CSV or JSON lines of counts: problem, n and c; --map c=NAME names the column of one system",
  sign: "columns n and c",
  isGeneric: true,
  detects: (start, {columns}) => isCounted(firstRecord(start), new ColumnMap(columns)),
  read: async function* (file, {columns}) {
    const map = new ColumnMap(columns);
    const start = await fileStart(file);
    const first = firstRecord(start);
    if (first !== null) map.require(first, file.name);
    if (start.document === undefined && asObject(start.firstRow) === null)
      yield* csvRows(file, separatorOf(start.text), (row, place) => countedRows(row, map, place));
    else yield* jsonRecordRows(file, (value, place) => countedRows(value, map, place));
  }
};

/** The columns of counts of several systems that a file has; none where it has one of one. */
export function severalCounts(start: FileStart): string[] {
  const row = firstRecord(start);
  if (row === null || new ColumnMap({}).find(row, "c") !== null) return [];
  const wide = wideCounts(row);
  return wide.length > 1 ? wide : [];
}

function firstRecord({firstRow, document, text}: FileStart): Record<string, unknown> | null {
  return document === undefined && firstRow === undefined
    ? firstCsvRow(text)
    : (asObject(firstRow) ?? asObject(at(document, 0)));
}
