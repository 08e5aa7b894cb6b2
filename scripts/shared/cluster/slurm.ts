import {UserError} from "../../../loaders/schema/user-error.js";
import {
  accountedTasks,
  accountQuestion,
  maxArraySize,
  queuedTasks,
  queueQuestion,
  submittedJob,
  type TaskState
} from "../../../loaders/cluster/slurm-answers.js";
import {runProgram} from "../run-program.js";

/** Asks Slurm how large an array may be. Throws a UserError where there is no Slurm. */
export async function askMaxArraySize(): Promise<number> {
  return maxArraySize(await slurm("scontrol", ["show", "config"]));
}

/** Submits a script and returns the array's number. `after`: arrays that must have ended, well or not, before it begins. */
export async function submit(script: string, after: readonly string[]): Promise<string> {
  const dependency = after.length === 0 ? [] : [`--dependency=afterany:${after.join(":")}`];
  return submittedJob(await slurm("sbatch", ["--parsable", ...dependency, script]));
}

/** What squeue knows of the tasks of some arrays, and, where there is accounting, what sacct knows of those that ended. */
export async function askTasks(jobs: readonly string[]): Promise<TaskState[]> {
  if (jobs.length === 0) return [];
  const list = `--jobs=${jobs.join(",")}`;
  // Of arrays that are all over squeue knows nothing, and says that they are no jobs.
  const queue = await runProgram("squeue", [...queueQuestion, "--states=all", list]);
  const queued = queue.status === 0 ? queuedTasks(queue.stdout) : await oneByOne(jobs);
  const account = await runProgram("sacct", [...accountQuestion, list]);
  const known = new Set(queued.map(keyOf));
  const ended = account.status === 0 ? accountedTasks(account.stdout) : [];
  return [...queued, ...ended.filter((task) => !known.has(keyOf(task)))];
}

async function oneByOne(jobs: readonly string[]): Promise<TaskState[]> {
  const tasks: TaskState[] = [];
  for (const job of jobs) {
    const {status, stdout} = await runProgram("squeue", [...queueQuestion, "--states=all", `--jobs=${job}`]);
    if (status === 0) tasks.push(...queuedTasks(stdout));
  }
  return tasks;
}

function keyOf({job, task}: TaskState): string {
  return `${job}_${task}`;
}

async function slurm(program: string, args: readonly string[]): Promise<string> {
  const {status, stdout, stderr} = await runProgram(program, args);
  if (status === 0) return stdout;
  const why = stderr.trim().split("\n").at(-1) ?? "";
  const remedy =
    status === 127
      ? "run this where Slurm's commands are, or give --dry-run to see the scripts"
      : "see above";
  throw new UserError(`${program} failed (${status === 127 ? "it is not installed" : why}): ${remedy}`);
}
