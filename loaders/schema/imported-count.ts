import {columnTypes, type Columns, type ParquetType} from "./column.js";
import {completionTable} from "./completion.js";

/** Columns of counts/*.parquet, in order: what is known where there are no completions. `benchmark` and `policy` are Hive folders. */
export const countTable = {
  problem_id: completionTable.problem_id,
  verifier: {type: "VARCHAR", meaning: "whose count it is: the format and the metric of the file"},
  n: {type: "INTEGER", unit: "completions", meaning: "how often the problem was tried"},
  c: {type: "INTEGER", unit: "completions", meaning: "how many of these were correct"}
} as const satisfies Columns<ParquetType>;

export const countColumns = columnTypes(countTable);
