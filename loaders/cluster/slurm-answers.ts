import {taskNumbers} from "./array-plan.js";
import {UserError} from "../schema/user-error.js";

/** What Slurm knows of a task of an array. */
export interface TaskState {
  /** Slurm's number of the array. */
  job: string;
  /** Null stands for all tasks of the array that Slurm does not name. */
  task: number | null;
  /** RUNNING, PENDING, FAILED, NODE_FAIL, CANCELLED … */
  state: string;
  /** Where it runs or ran; empty before. */
  node: string;
  /** Why it waits, or its exit code. */
  why: string;
}

/** How squeue is asked: a line a task. */
export const queueQuestion = ["--noheader", "--array", "--format=%F|%K|%T|%N|%r"] as const;

/** How sacct is asked: a line a task. */
export const accountQuestion = [
  "--noheader",
  "--parsable2",
  "--allocations",
  "--format=JobID,State,NodeList,ExitCode"
] as const;

/** The tasks that squeue tells of. Lines that are none are passed over. */
export function queuedTasks(text: string): TaskState[] {
  return text.split("\n").flatMap((line): TaskState[] => {
    const [job = "", task = "", state = "", node = "", why = ""] = line.trim().split("|");
    const known = {job, state, node, why: why === "None" ? "" : why};
    // Of an array that was cancelled before its tasks began Slurm forgets their numbers.
    if (/^\d+$/.test(job) && task === "N/A") return [{...known, task: null}];
    // Tasks that were cancelled before they began stay together: `[3-10%2]`.
    const tasks = task.replace(/^\[|%\d+|\]$/g, "");
    if (!/^\d+$/.test(job) || !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(tasks)) return [];
    return taskNumbers(tasks).map((number) => ({...known, task: number}));
  });
}

/** The tasks that sacct tells of, each in its last state. Tasks that it has not split from their array yet are passed over. */
export function accountedTasks(text: string): TaskState[] {
  return text.split("\n").flatMap((line): TaskState[] => {
    const [id = "", state = "", node = "", code = ""] = line.trim().split("|");
    const [, job, task] = /^(\d+)_(\d+)$/.exec(id) ?? [];
    if (job === undefined || task === undefined) return [];
    // `CANCELLED by 1000`.
    const word = state.split(" ")[0] ?? "";
    const isNone = node === "None assigned";
    return [
      {
        job,
        task: Number(task),
        state: word,
        node: isNone ? "" : node,
        why: code === "" ? "" : `exit code ${code}`
      }
    ];
  });
}

/** The number that `sbatch --parsable` prints, which may be followed by the cluster's name. Throws a UserError for none. */
export function submittedJob(text: string): string {
  const id = /^(\d+)(?:;.*)?\s*$/.exec(text)?.[1];
  if (id === undefined)
    throw new UserError(`sbatch printed no job number but ${JSON.stringify(text.slice(0, 100))}`);
  return id;
}

/** MaxArraySize of `scontrol show config`: task numbers stay below it. Slurm's default, 1001, where the text does not say. */
export function maxArraySize(config: string): number {
  const found = /^MaxArraySize\s*=\s*(\d+)/m.exec(config)?.[1];
  return found === undefined ? 1001 : Number(found);
}
