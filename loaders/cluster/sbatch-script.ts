import type {ArrayPart} from "./array-plan.js";
import type {ClusterStep} from "./cluster-job.js";

/** What Slurm is asked for, each as sbatch's option of that name takes it; null leaves the cluster's own. */
export interface SlurmRequest {
  partition: string | null;
  account: string | null;
  time: string | null;
  cpus: number | null;
  memory: string | null;
  gpus: string | null;
  /** Tasks that run at the same time, at the most. */
  atOnce: number | null;
}

export interface ScriptOptions extends SlurmRequest, ArrayPart {
  step: ClusterStep;
  study: string;
  shards: number;
  /** Folder of what tasks print. */
  logs: string;
  /** Where the tasks are started. */
  folder: string;
  /** The command of a step, without its shard. */
  command: readonly string[];
}

/**
 * The script of an array. A task that has no number ends at once; one that is preempted, or whose node dies, is queued again and does what
 * is still missing. A minute before its time is up a task is told, and stores what it has.
 */
export function sbatchScript(options: ScriptOptions): string {
  const {step, study, offset, shards, logs, folder, command} = options;
  const last = shards - 1;
  return [
    "#!/bin/bash",
    ...directives(`boundary-${step}-${study}`, options),
    `#SBATCH --array=${options.tasks}${options.atOnce === null ? "" : `%${options.atOnce}`}`,
    `#SBATCH --output=${logs}/${step}-%A_%a.log`,
    "#SBATCH --open-mode=append",
    "#SBATCH --requeue",
    "#SBATCH --signal=B:TERM@60",
    "set -eu",
    ': "${SLURM_ARRAY_TASK_ID:?is not set: submit this script as an array}"',
    `shard=$((SLURM_ARRAY_TASK_ID + ${offset}))`,
    `if [ "$shard" -gt ${last} ]; then echo "task $SLURM_ARRAY_TASK_ID is beyond the ${shards} shards" >&2; exit 1; fi`,
    `cd ${quoted(folder)}`,
    `echo "${step} $((shard + 1))/${shards}: job \${SLURM_JOB_ID:-?} on $(hostname), start \${SLURM_RESTART_COUNT:-0}" >&2`,
    `exec ${command.map(quoted).join(" ")} --shard "$((shard + 1))/${shards}"`,
    ""
  ].join("\n");
}

/** The lines that ask Slurm for what a job needs. */
export function directives(name: string, request: SlurmRequest): string[] {
  const {partition, account, time, cpus, memory, gpus} = request;
  const pairs: [string, string | number | null][] = [
    ["job-name", name],
    ["partition", partition],
    ["account", account],
    ["time", time],
    ["cpus-per-task", cpus],
    ["mem", memory],
    ["gpus", gpus]
  ];
  return pairs.flatMap(([option, value]) => (value === null ? [] : `#SBATCH --${option}=${value}`));
}

/** A word as a shell reads it back. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
