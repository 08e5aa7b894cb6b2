import {existsSync} from "node:fs";
import {join, resolve} from "node:path";
import type {Command} from "commander";
import {refuseFaults} from "../../loaders/checking/check-run.js";
import {checkEngines} from "../../loaders/engines/find-engine.js";
import {checkPrompts} from "../../loaders/sampling/check-prompts.js";
import {isInBucket, mirrorFolders, runPlace} from "../../loaders/remote/run-place.js";
import type {Shard} from "../../loaders/schema/sharding/shard.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {mostCompletions} from "../../loaders/schema/study/fields.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {inRun} from "../../loaders/store/run-problems.js";
import {checkVerifiers} from "../../loaders/verification/find-verifier.js";
import {command} from "../../loaders/workspace/command.js";
import {findStudy, shownPath, studyNames, type Workspace} from "../../loaders/workspace/workspace.js";
import {byteSize, integerUpTo} from "./option-values.js";
import {workspaceCommand, workspaceIn, writablePath, type CommandName} from "./tool-command.js";

export interface StudyOptions {
  workspace: Workspace;
  /** Study file. */
  study: string;
  /** Folder of all runs; of runs in a bucket, the one here in which they are worked on. */
  runs: string;
  /** `s3://BUCKET/FOLDER` of runs in a bucket. */
  place?: string;
  n?: number;
  allowCode?: boolean;
}

interface OpenedStudy {
  study: Study;
  run: RunFolder;
  allowCode: boolean | undefined;
}

interface GivenOptions {
  dir: string;
  study: string;
  runs?: string;
}

/** A command with the options that every step of a study shares. */
export function studyCommand(name: CommandName, isQuiet = false): Command {
  return workspaceCommand(name, isQuiet)
    .option("--study <study>", "study file, or the name of one of your studies or of the tool's", "micro")
    .option("--runs <folder>", "folder of all runs (default: runs in your folder)")
    .option("--n <count>", "completions per problem, instead of the study's", integerUpTo(mostCompletions));
}

/**
 * Parses a command's options and finds the study and its folders. Throws a UserError for what is not there; a study that is
 * not there is none of a command whose options, as `needsStudy` says, do without one.
 */
export function studyOptions<T = object>(
  parser: Command,
  needsStudy: (options: T) => boolean = () => true
): Omit<T, keyof GivenOptions> & StudyOptions {
  const given = parser.parse().opts<T & GivenOptions>();
  const {dir, study: name, runs, ...options} = given;
  const workspace = workspaceIn(dir);
  const study = findStudy(name, workspace);
  if (study === null && needsStudy(given))
    throw new UserError(`no study ${name}: give a file, or one of ${studyNames(workspace).join(", ")}`);
  return {
    ...options,
    workspace,
    study: study ?? name,
    ...(runs !== undefined && isInBucket(runs)
      ? bucketRuns(parser, runs, workspace, (given as {shard?: Shard}).shard)
      : {runs: runs === undefined ? workspace.runs : writablePath(runs, "--runs")})
  };
}

/** Commands that work on runs in a bucket: see bucket-runs.ts. */
const inBuckets = new WeakSet<Command>();

/** A command whose `--runs` may be in a bucket. */
export function withBucketRuns(parser: Command): Command {
  inBuckets.add(parser);
  const option = parser.options.find(({long}) => long === "--runs");
  if (option !== undefined)
    option.description = "folder of all runs, or s3://BUCKET/FOLDER (default: runs in your folder)";
  return parser;
}

function bucketRuns(
  parser: Command,
  place: string,
  {cache}: Workspace,
  shard: Shard | undefined
): Pick<StudyOptions, "runs" | "place"> {
  if (!inBuckets.has(parser))
    throw new UserError(
      `--runs ${place}: sample, verify, score, build and cluster work on runs in a bucket; copy them into a folder for others`
    );
  return {place, runs: mirrorFolders(runPlace(place, process.env), cache, shard).runs};
}

/** The option of commands that may run code which a study brings. */
export function withAllowCode(parser: Command): Command {
  return parser.option("--allow-code", "run the modules and commands that the study names, with your rights");
}

/** The option of commands that build a site. */
export function withSiteBytes(parser: Command): Command {
  return parser.option(
    "--site-bytes <size>",
    "bytes that the site may have; what has no room is left out, and the pages say so (default: 200MB)",
    byteSize
  );
}

/**
 * Throws a UserError where nothing was sampled for a study yet: a report of it would be empty. Names the folder that is missing.
 */
export function needRun({study: file, runs, n}: Pick<StudyOptions, "study" | "runs" | "n">): void {
  const {id, file: studyFile} = readStudy(file, n);
  const missing = [runs, join(runs, id)].find((folder) => !existsSync(folder));
  if (missing === undefined) return;
  throw new UserError(
    `${shownPath(missing)}: no such folder, which would hold the run of the study ${id} (${shownPath(studyFile)}): ` +
      `make it with ${command("sample")} and ${command("verify")}, or name another with --runs`
  );
}

/** `needRun` for commands that show a run without building it: throws the first fault of its rows too, as a build does. */
export async function needWholeRun(options: Pick<StudyOptions, "study" | "runs" | "n">): Promise<void> {
  needRun(options);
  const study = readStudy(options.study, options.n);
  const run = new RunFolder(resolve(options.runs, study.id));
  await refuseFaults(inRun(study, run), run);
}

/** The study that the options name, and the folder of its run. Throws a UserError for an engine or verifier that does not exist. */
export function openStudy({study: file, runs, n, allowCode}: StudyOptions): OpenedStudy {
  const study = readStudy(file, n);
  checkEngines(study);
  checkPrompts(study);
  checkVerifiers(study);
  const run = new RunFolder(resolve(runs, study.id));
  return {study: inRun(study, run), run, allowCode};
}
