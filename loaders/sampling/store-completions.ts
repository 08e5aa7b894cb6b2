import {existsSync} from "node:fs";
import {join} from "node:path";
import {completionColumns, completionRow, type Completion} from "../schema/completion.js";
import {UserError} from "../schema/user-error.js";
import {writeRecorded} from "../store/file-record.js";

/**
 * Writes completions, at least one, into a file of its own, named after the first: so no two files of a folder can have the same name.
 * `problem` gives the place of a problem in its benchmark.
 */
export async function storeCompletions(
  folder: string,
  completions: readonly Completion[],
  problem: (id: string) => number
): Promise<void> {
  const first = completions[0];
  if (first === undefined) return;
  const sample = String(first.sampleIndex).padStart(6, "0");
  const file = join(folder, `s${sample}-p${String(problem(first.problemId)).padStart(6, "0")}.parquet`);
  if (existsSync(file))
    throw new UserError(
      `${file} exists, and does not hold the completion that it is named after: move it away, then run again`
    );
  await writeRecorded(file, completionColumns, completions.map(completionRow));
}
