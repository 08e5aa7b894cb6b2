import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import type {Study} from "../../schema/study.js";
import {UserError} from "../../schema/user-error.js";
import {Database} from "../../store/database.js";
import {isRunning} from "../../store/is-running.js";
import {readManifest} from "../../store/manifest.js";
import type {RunFolder} from "../../store/run-folder.js";
import {command} from "../../workspace/command.js";
import {exportCounts} from "./counts-file.js";
import {exportDataset} from "./dataset-folder.js";
import {exportEveryEvalEver} from "./every-eval-ever.js";
import {exportCells} from "./export-cells.js";
import {exportInspect} from "./inspect-log.js";
import type {RunExport} from "./run-export.js";

const formats = {
  inspect: exportInspect,
  "every-eval-ever": exportEveryEvalEver,
  dataset: exportDataset,
  counts: exportCounts
} satisfies Record<string, (given: RunExport) => Promise<void>>;

export type RunFormat = keyof typeof formats;
export const runFormats = Object.keys(formats) as RunFormat[];

/**
 * Writes the completions and verdicts of a run for other tools. The folder `out` must be new or empty; it is there as a whole
 * or not at all. Returns the number of completions. The same run gives the same bytes.
 */
export async function exportRun({
  study,
  run,
  format,
  out
}: {
  study: Study;
  run: RunFolder;
  format: RunFormat;
  out: string;
}): Promise<number> {
  checkEmpty(out);
  const target = resolve(out);
  const folder = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  removeStale(target);
  const database = await Database.open();
  try {
    const stored = await exportCells(database, study, run);
    const cells = format === "counts" ? stored : stored.filter(({completions}) => completions > 0);
    if (cells.length === 0)
      throw new UserError(
        stored.length === 0
          ? `the run ${run.path} holds no completions of the study ${study.id}: draw them with ${command("sample")}`
          : `the run ${run.path} holds counts alone: export them with --format counts`
      );
    mkdirSync(folder, {recursive: true});
    const date = readManifest(run).date ?? "1970-01-01";
    await formats[format]({study, run, date, database, cells, folder});
    rmSync(target, {recursive: true, force: true});
    renameSync(folder, target);
    return cells.reduce((sum, {completions}) => sum + completions, 0);
  } finally {
    database.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

function checkEmpty(out: string): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory())
    throw new UserError(`cannot export to ${out}: it is a file; give a folder`);
  const [first] = readdirSync(out);
  if (first !== undefined)
    throw new UserError(`cannot export to ${out}: it holds ${first}; give a new or empty folder`);
}

/** Folders that exports to the same place left when they were killed. */
function removeStale(target: string): void {
  const parent = dirname(target);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const pid = /\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && name === `.${basename(target)}.${pid}.tmp` && !isRunning(Number(pid)))
      rmSync(join(parent, name), {recursive: true, force: true});
  }
}
