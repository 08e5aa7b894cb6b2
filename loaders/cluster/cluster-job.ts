import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import type {RunFolder} from "../store/run-folder.js";
import {writeTextAtomically} from "../store/write-file.js";

const jobSchema = type({
  /** Slurm's number of the array. */
  id: "string > 0",
  step: "'sample' | 'verify' | 'score'",
  /** How many shards the step was cut into. */
  shards: "number.integer > 0",
  /** Task t of the array does shard offset + t, counted from 0. */
  offset: "number.integer >= 0",
  /** Its tasks, as sbatch is given them: `0-15`. */
  tasks: "string > 0"
});

/** An array that was submitted for a step of a study. */
export type ClusterJob = typeof jobSchema.infer;

/** A step that can be cut into shards. */
export type ClusterStep = ClusterJob["step"];

/** The steps in the order in which they need each other. */
export const clusterSteps: readonly ClusterStep[] = ["sample", "verify", "score"];

/** Where a run keeps what the cluster's tasks print, and which arrays were submitted. */
export function clusterFolder(run: RunFolder): string {
  return join(run.path, "cluster");
}

function jobsFile(run: RunFolder): string {
  return join(clusterFolder(run), "jobs.json");
}

/** The arrays that were submitted for a run, oldest first. Throws a UserError for a file that is no list of them. */
export function readJobs(run: RunFolder): ClusterJob[] {
  const file = jobsFile(run);
  if (!existsSync(file)) return [];
  return readJsonFile(file, jobSchema.array(), {
    what: "list of submitted arrays",
    remedy: "remove it: what is done is told by the folder itself"
  });
}

/** Adds an array to the list of those that were submitted. */
export async function addJob(run: RunFolder, job: ClusterJob): Promise<void> {
  await writeTextAtomically(jobsFile(run), JSON.stringify([...readJobs(run), job], null, 2) + "\n");
}

/** What a task of an array prints, by its number in the array. */
export function logFile(run: RunFolder, {step, id}: ClusterJob, task: number): string {
  return join(clusterFolder(run), `${step}-${id}_${task}.log`);
}
