import {isAbsolute, join, relative, resolve} from "node:path";
import {InvalidArgumentError, Option, type Command} from "commander";
import {readSteps, type ShardedWork} from "../../../loaders/cluster/step-command.js";
import type {ClusterStep} from "../../../loaders/cluster/cluster-job.js";
import {readStudy, type Study} from "../../../loaders/schema/study.js";
import {BUCKETS} from "../../../loaders/schema/sharding/shard.js";
import {mostCompletions} from "../../../loaders/schema/study/fields.js";
import {UserError} from "../../../loaders/schema/user-error.js";
import {findStudy, studyNames} from "../../../loaders/workspace/workspace.js";
import {integerUpTo} from "../option-values.js";
import {workspaceIn} from "../tool-command.js";

/** What the commands that cut a study's work share. */
export interface ClusterOptions {
  dir: string;
  study: string;
  runs?: string;
  n?: number;
  allowCode?: boolean;
  shards: number;
  steps: ClusterStep[];
  program: string[];
}

/**
 * Adds the options of commands that cut a study's work into shards; `program` is how the workers start the tool, `shown` what the help
 * says of it.
 */
export function withWork(parser: Command, program: string, shown = program): Command {
  return parser
    .option("--dir <folder>", "folder of your studies, prompts, benchmarks, runs and site", ".")
    .option("--study <study>", "study file, or the name of one of your studies or of the tool's", "micro")
    .option("--runs <folder>", "folder of all runs, or s3://BUCKET/FOLDER (default: runs in your folder)")
    .option("--n <count>", "completions per problem, instead of the study's", integerUpTo(mostCompletions))
    .option("--allow-code", "run the modules and commands that the study names, with your rights")
    .requiredOption("--shards <count>", "parts of the work", integerUpTo(BUCKETS))
    .addOption(
      new Option("--steps <list>", "steps of each shard, in their order")
        .argParser(steps)
        .default(readSteps("sample,verify,score"), "sample,verify,score")
    )
    .addOption(
      new Option("--program <words>", "how workers start the tool")
        .argParser(words)
        .default(words(program), shown)
    );
}

function steps(text: string): ClusterStep[] {
  try {
    return readSteps(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/**
 * The study that is meant, and the work as workers see it that have the workspace in a folder of their own, which they start in:
 * paths are relative to it. Throws a UserError for a study that is not there.
 */
export function workInFolder(options: ClusterOptions): {study: Study; work: ShardedWork} {
  const {folder, file, study} = opened(options);
  const within = (path: string): string => relative(folder, resolve(path));
  const {runs} = options;
  return {
    study,
    work: {
      ...common(options),
      dir: null,
      study: isName(options.study, file) ? options.study : within(file),
      runs: runs === undefined || isBucket(runs) ? (runs ?? null) : within(runs)
    }
  };
}

/** The work as workers see it that have the same paths as this machine. Throws a UserError for a study that is not there. */
export function workHere(options: ClusterOptions): {study: Study; work: ShardedWork} {
  const {folder, file, study} = opened(options);
  const {runs} = options;
  return {
    study,
    work: {
      ...common(options),
      dir: folder,
      study: isName(options.study, file) ? options.study : resolve(file),
      runs: runs === undefined || isBucket(runs) ? (runs ?? null) : resolve(runs)
    }
  };
}

function opened({dir, study: name, n}: ClusterOptions): {folder: string; file: string; study: Study} {
  const workspace = workspaceIn(dir);
  const file = findStudy(name, workspace);
  if (file === null)
    throw new UserError(`no study ${name}: give a file, or one of ${studyNames(workspace).join(", ")}`);
  const study = readStudy(file, n);
  if (study.adaptive !== null)
    throw new UserError(
      `${study.where(["n"])}: an adaptive n looks at all problems together and cannot be cut into shards: give a number`
    );
  return {folder: workspace.folder, file, study};
}

function common({
  n,
  allowCode,
  steps: given,
  shards
}: ClusterOptions): Omit<ShardedWork, "dir" | "study" | "runs"> {
  return {n: n ?? null, allowCode: allowCode === true, steps: given, shards};
}

/** Whether a study was given by its name, which every workspace with it, and every tool, knows. */
function isName(given: string, file: string): boolean {
  return given !== file && !isAbsolute(given) && join(given) === given && !given.includes("/");
}

function isBucket(runs: string): boolean {
  return runs.startsWith("s3://");
}
