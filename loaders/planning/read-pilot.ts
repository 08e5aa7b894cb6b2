import {existsSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {pairedCounts, type PairedCounts} from "../../src/metrics/counts/benchmark-counts.js";
import type {Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import {Database} from "../store/database.js";
import {selectFiles} from "../store/read-files.js";
import {parquetFiles, RunFolder} from "../store/run-folder.js";
import {countsTable} from "../tables/report/counts.js";
import {command} from "../workspace/command.js";
import {shownPath} from "../workspace/workspace.js";
import type {PlannedPair} from "./planned-pair.js";

/** What a pilot run has of a pair. */
export interface Pilot {
  /** Judged completions, by the benchmark's verifier, of the problems that both policies have some of. */
  counts: PairedCounts;
  /** Mean tokens of a completion; null where some completions, or all, have none counted. */
  tokens: {base: number | null; rl: number | null};
}

/**
 * Reads a pilot: `folder` is a run of the study, or a folder of runs that holds one. Throws a UserError for one that is not
 * there, or has no verdicts on completions of both policies.
 */
export async function readPilot(folder: string, study: Study, pair: PlannedPair): Promise<Pilot> {
  const runs = runsOf(folder, study);
  const run = new RunFolder(join(runs, study.id));
  const table = await countsTable({BOUNDARY_STUDY: study.file, BOUNDARY_RUNS: runs});
  const rows = table.find(({benchmark}) => benchmark === pair.benchmark.id);
  const counts = rows ? pairedCounts(rows, pair.base.id, pair.rl.id) : null;
  if (counts === null)
    throw new UserError(
      `--pilot ${shownPath(run.path)}: no problem of ${pair.benchmark.id} has verdicts for both ${pair.base.id} and ${pair.rl.id}: ` +
        `run ${command("verify", `--study ${shownPath(study.file)}`)} first`
    );
  const database = await Database.open();
  try {
    const tokens = (policy: string): Promise<number | null> =>
      meanTokens(database, run.completions(pair.benchmark.id, policy));
    return {counts, tokens: {base: await tokens(pair.base.id), rl: await tokens(pair.rl.id)}};
  } finally {
    database.close();
  }
}

/** The folder of runs that a run lies in, named by itself or by that folder. */
function runsOf(folder: string, {id}: Study): string {
  const path = resolve(folder);
  if (existsSync(join(path, id))) return path;
  if (existsSync(path) && basename(path) === id) return dirname(path);
  throw new UserError(
    existsSync(path)
      ? `--pilot ${shownPath(path)}: no run of the study ${id}: give a folder named ${id}, or one that holds it`
      : `--pilot ${shownPath(path)}: no such folder: give the run of a pilot, or leave it out to plan from priors`
  );
}

async function meanTokens(database: Database, folder: string): Promise<number | null> {
  const rows = await selectFiles(database, parquetFiles(folder), {completion_tokens: "INTEGER"});
  const [found] = await database.rows<{mean: number | null; unknown: number}>(
    `SELECT avg(completion_tokens) AS mean, count(*) FILTER (completion_tokens IS NULL) AS unknown FROM (${rows})`
  );
  return found!.unknown > 0 ? null : found!.mean;
}
