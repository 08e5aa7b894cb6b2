import {completionColumns, laterCompletionColumns} from "../../schema/completion.js";
import type {Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles, type RunFolder} from "../../store/run-folder.js";

/** SQL for a policy's completions of a benchmark, with the columns of their files. */
export function selectCompletions(
  database: Database,
  run: RunFolder,
  benchmark: string,
  policy: string
): Promise<string> {
  return selectFiles(
    database,
    parquetFiles(run.completions(benchmark, policy)),
    completionColumns,
    laterCompletionColumns
  );
}
