import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {arrayParts} from "../../../loaders/cluster/array-plan.js";
import {
  addJob,
  clusterFolder,
  clusterSteps,
  readJobs,
  type ClusterStep
} from "../../../loaders/cluster/cluster-job.js";
import {sbatchScript, type SlurmRequest} from "../../../loaders/cluster/sbatch-script.js";
import {runStatus} from "../../../loaders/cluster/run-status.js";
import type {Study} from "../../../loaders/schema/study.js";
import type {RunFolder} from "../../../loaders/store/run-folder.js";
import {writeTextAtomically} from "../../../loaders/store/write-file.js";
import {askMaxArraySize, askTasks, submit} from "./slurm.js";

export interface SubmitOptions {
  steps: readonly ClusterStep[];
  study: Study;
  run: RunFolder;
  shards: number;
  request: SlurmRequest;
  /** Where the tasks are started. */
  folder: string;
  /** The command of a step, without its shard. */
  command: (step: ClusterStep) => string[];
  /** Tasks of an array at the most; asked of Slurm where not given. */
  maxArraySize?: number | undefined;
  /** Prints scripts instead of submitting them. */
  dryRun: boolean;
}

/**
 * Submits arrays for steps, each after the one before and after what of earlier steps is still in the queue. Shards whose completions
 * are all there are left out of sampling; the other steps do not know yet what they will have to do. Returns what was done, a line an array.
 */
export async function submitSteps(options: SubmitOptions): Promise<string[]> {
  const {steps, study, run, shards, request, folder, command, dryRun} = options;
  const lines: string[] = [];
  const submitted: string[] = [];
  const most = options.maxArraySize ?? (await askMaxArraySize());
  for (const step of clusterSteps.filter((each) => steps.includes(each))) {
    const after = dryRun ? [] : [...submitted, ...(await earlierJobs(run, step))];
    const wanted = await shardsToDo(step, study, run, shards);
    if (wanted.length === 0) lines.push(`${step}: nothing is missing`);
    for (const [place, part] of arrayParts(wanted, most).entries()) {
      const logs = clusterFolder(run);
      const text = sbatchScript({
        ...request,
        ...part,
        step,
        study: study.id,
        shards,
        logs,
        folder,
        command: command(step)
      });
      if (dryRun) {
        lines.push(text);
        continue;
      }
      mkdirSync(logs, {recursive: true});
      const script = join(logs, `${step}-${place}.sh`);
      await writeTextAtomically(script, text);
      const id = await submit(script, [...new Set(after)]);
      await addJob(run, {id, step, shards, ...part});
      submitted.push(id);
      lines.push(
        `${step}: array ${id}, tasks ${part.tasks}${part.offset === 0 ? "" : ` (shard = task + ${part.offset + 1})`}`
      );
    }
  }
  return lines;
}

async function shardsToDo(
  step: ClusterStep,
  study: Study,
  run: RunFolder,
  shards: number
): Promise<number[]> {
  const all = Array.from({length: shards}, (_, shard) => shard);
  if (step !== "sample") return all;
  const status = (await runStatus(study, run, shards)).find((each) => each.step === "sample")!;
  return all.filter((shard) => status.byShard[shard]! > 0);
}

/** Arrays of earlier steps, and of this one, that are not over. */
async function earlierJobs(run: RunFolder, step: ClusterStep): Promise<string[]> {
  const earlier = clusterSteps.slice(0, clusterSteps.indexOf(step));
  const jobs = readJobs(run).filter((job) => earlier.includes(job.step));
  const open = (await askTasks(jobs.map(({id}) => id))).filter(({state}) => openStates.has(state));
  return [...new Set(open.map(({job}) => job))];
}

/** States of tasks that may still do something. */
const openStates: ReadonlySet<string> = new Set([
  "PENDING",
  "RUNNING",
  "COMPLETING",
  "CONFIGURING",
  "REQUEUED",
  "REQUEUE_HOLD",
  "REQUEUE_FED",
  "SPECIAL_EXIT",
  "SUSPENDED",
  "STOPPED",
  "RESIZING",
  "SIGNALING",
  "STAGE_OUT"
]);
