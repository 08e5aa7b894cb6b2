import {constants, cpSync} from "node:fs";
import {join} from "node:path";
import type {Publication} from "../../loaders/recomputing/open-publication.js";
import {readStudy} from "../../loaders/schema/study.js";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {verdictColumns} from "../../loaders/schema/verdict.js";
import {Database, quote} from "../../loaders/store/database.js";
import {selectFiles} from "../../loaders/store/read-files.js";
import {parquetFiles, RunFolder} from "../../loaders/store/run-folder.js";
import {inRun} from "../../loaders/store/run-problems.js";
import {isForeignVerifier} from "../../loaders/verification/find-verifier.js";
import {verifyStep} from "./steps.js";

/**
 * Judges every completion of a published report again, in a copy of its run in `folder`, and compares with the verdicts that
 * were published: a line for each policy, benchmark and verifier where any differs. Verdicts that other tools gave are left out.
 */
export async function reverifyPublication(
  {dataset, workspace}: Publication,
  folder: string,
  allowCode: boolean | undefined
): Promise<string[]> {
  const {report} = dataset;
  const published = new RunFolder(join(workspace, "runs", report.study));
  const again = new RunFolder(join(folder, "reverified", report.study));
  copyWithoutVerdicts(published.path, again.path);
  const study = readStudy(join(workspace, "studies", `${report.study}.yaml`), report.n ?? undefined);
  const {signal} = new AbortController();
  await verifyStep({study: inRun(study, again), run: again, allowCode, signal});
  const database = await Database.open();
  try {
    const lines: string[] = [];
    for (const {benchmark, policy} of studyCells(study))
      for (const id of [benchmark.verifier, ...benchmark.audit])
        if (!isForeignVerifier(study, id)) {
          const names = [published, again].map((run) => ({run, name: run.newestVerifier(id)}));
          const files = names.map(({run, name}) => parquetFiles(run.verdicts(name, benchmark.id, policy.id)));
          const [before, after] = await Promise.all(
            files.map((each) => selectFiles(database, each, verdictColumns))
          );
          const [row] = await database.rows<{differing: number; judged: number; example: string | null}>(
            `SELECT count(*) FILTER (a.verdict IS DISTINCT FROM b.verdict) AS differing, count(*) AS judged,
               min(problem_id || ' sample ' || sample_index || ': published ' || coalesce(a.verdict, ${quote("none")}) || ', now ' ||
                 coalesce(b.verdict, ${quote("none")})) FILTER (a.verdict IS DISTINCT FROM b.verdict) AS example
             FROM (${before!}) a FULL JOIN (${after!}) b USING (problem_id, sample_index)`
          );
          const {differing, judged, example} = row!;
          if (differing > 0)
            lines.push(
              `${policy.id} on ${benchmark.id} by ${id}: ${differing} of ${judged} verdicts differ; ${example!}`
            );
        }
    return lines;
  } finally {
    database.close();
  }
}

function copyWithoutVerdicts(from: string, to: string): void {
  const verdicts = join(from, "verdicts");
  cpSync(from, to, {recursive: true, mode: constants.COPYFILE_FICLONE, filter: (path) => path !== verdicts});
}
