import {closeSync, existsSync, fstatSync, openSync, readSync} from "node:fs";
import {hasTask} from "../../../loaders/cluster/array-plan.js";
import {logFile, type ClusterJob, type ClusterStep} from "../../../loaders/cluster/cluster-job.js";
import type {StepStatus} from "../../../loaders/cluster/run-status.js";
import type {TaskState} from "../../../loaders/cluster/slurm-answers.js";
import {printable} from "../../../loaders/schema/printable.js";
import type {RunFolder} from "../../../loaders/store/run-folder.js";

/** A shard of a step that lacks something, and why as far as that is known. */
export interface MissingShard {
  step: ClusterStep;
  /** Counted from 1. */
  shard: number;
  missing: number;
  /** The task that was submitted for it last; null where none was. */
  task: string | null;
  /** What Slurm says of it; empty where it knows nothing. */
  state: string;
  node: string;
  why: string;
  /** The last lines that it printed. */
  log: string[];
}

const logLines = 3;

/** Shards that are shown to people. */
const mostShown = 12;

/** The shards that lack something, in order, each with its newest task. */
export function missingShards(
  steps: readonly StepStatus[],
  shards: number,
  {run, jobs, tasks}: {run: RunFolder; jobs: readonly ClusterJob[]; tasks: readonly TaskState[]}
): MissingShard[] {
  return steps.flatMap(({step, byShard}) =>
    byShard.flatMap((missing, index): MissingShard[] => {
      if (missing === 0) return [];
      const shard = {step, shard: index + 1, missing};
      const job = jobs.findLast(
        (each) => each.step === step && each.shards === shards && hasTask(each.tasks, index - each.offset)
      );
      if (job === undefined) return [{...shard, task: null, state: "", node: "", why: "", log: []}];
      const number = index - job.offset;
      const ofArray = tasks.filter(({job: id}) => id === job.id);
      const known = [number, null]
        .map((each) => ofArray.find(({task}) => task === each))
        .find((each) => each);
      const {state = "", node = "", why = ""} = known ?? {};
      const log = lastLines(logFile(run, job, number));
      return [{...shard, task: `${job.id}_${number}`, state, node, why, log}];
    })
  );
}

/** What a status says to people: a line a step, then the shards that lack something. */
export function statusText(
  steps: readonly StepStatus[],
  shards: number,
  missing: readonly MissingShard[]
): string {
  const lines = steps.map(({step, planned, missing: lacking, byShard}) => {
    const whole = byShard.filter((count) => count === 0).length;
    return `${step.padEnd(7)} ${planned - lacking}/${planned}, ${whole} of ${shards} shards whole`;
  });
  const shown = missing
    .slice(0, mostShown)
    .flatMap(({step, shard, missing: count, task, state, node, why, log}) => {
      const slurm = [state, node === "" ? "" : `on ${node}`, why].filter((word) => word !== "").join(" ");
      const known =
        task === null ? "no task was submitted" : `task ${task} ${slurm === "" ? "is over" : slurm}`;
      return [`  ${step} ${shard}/${shards} lacks ${count}: ${known}`, ...log.map((line) => `    | ${line}`)];
    });
  const left = missing.length - mostShown;
  const more = left > 0 ? [`  and ${left} more shards: --json has them all`] : [];
  return [...lines, ...shown, ...more].join("\n");
}

/** The last lines of a file, each printable; none where there is no file. Reads its end alone. */
function lastLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const descriptor = openSync(file, "r");
  try {
    const {size} = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, 8192));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const lines = bytes
      .toString("utf8")
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== "");
    return lines.slice(-logLines).map((line) => printable(line, 200));
  } finally {
    closeSync(descriptor);
  }
}
