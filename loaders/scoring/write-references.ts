import {join} from "node:path";
import {referenceSolutions} from "../benchmarks/reference-solutions.js";
import {referenceColumns} from "../schema/score.js";
import type {Problem} from "../schema/problem.js";
import {writeRecorded} from "../store/file-record.js";
import type {RunFolder} from "../store/run-folder.js";
import {removeStaleTemporaries} from "../store/write-file.js";

/** The one file of a benchmark's references. */
export const referencesFile = "references.parquet";

/** Writes the reference solutions of a benchmark's problems; the same problems give the same bytes. Returns how many there are. */
export async function writeReferences(
  run: RunFolder,
  benchmark: string,
  problems: readonly Problem[]
): Promise<number> {
  const rows = problems.flatMap((problem) =>
    referenceSolutions(problem).map((completion, index) => ({
      problem_id: problem.problemId,
      sample_index: index,
      completion,
      finish_reason: "stop"
    }))
  );
  removeStaleTemporaries(run.references(benchmark));
  await writeRecorded(join(run.references(benchmark), referencesFile), referenceColumns, rows);
  return rows.length;
}
