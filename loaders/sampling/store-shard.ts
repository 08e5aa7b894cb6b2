import {existsSync} from "node:fs";
import {join} from "node:path";
import {grouped} from "../../src/metrics/support/grouped.js";
import {
  completionColumns,
  completionRow,
  laterCompletionColumns,
  type Completion
} from "../schema/completion.js";
import {Database} from "../store/database.js";
import {writeRecorded} from "../store/file-record.js";
import {selectFiles} from "../store/read-files.js";

type Row = ReturnType<typeof completionRow>;

/**
 * Writes completions of a shard into the files where they belong. What a file has already stays as it is: a task that was thought
 * dead may have written it meanwhile. `fileOf` gives the file of a completion, `problem` the place of a problem in its benchmark.
 */
export async function storeShard(
  folder: string,
  completions: readonly Completion[],
  fileOf: (completion: Completion) => string,
  problem: (id: string) => number
): Promise<void> {
  for (const [name, added] of grouped(completions, fileOf)) {
    const file = join(folder, name);
    const kept = existsSync(file) ? await storedRows(file) : [];
    const known = new Set(kept.map(keyOf));
    const fresh = added.map(completionRow).filter((row) => !known.has(keyOf(row)));
    if (fresh.length === 0) continue;
    const place = ({problem_id}: Row): number => problem(String(problem_id));
    const rows = [...kept, ...fresh].sort(
      (a, b) => Number(a.sample_index) - Number(b.sample_index) || place(a) - place(b)
    );
    await writeRecorded(file, completionColumns, rows);
  }
}

async function storedRows(file: string): Promise<Row[]> {
  const database = await Database.open();
  try {
    const rows = await selectFiles(database, [file], completionColumns, laterCompletionColumns);
    return await database.rows<Row>(rows);
  } finally {
    database.close();
  }
}

function keyOf({problem_id, sample_index}: Row): string {
  return `${String(sample_index)} ${String(problem_id)}`;
}
