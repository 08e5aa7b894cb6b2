/** One array of Slurm tasks: task t does shard offset + t, counted from 0. */
export interface ArrayPart {
  offset: number;
  /** The tasks, as `sbatch --array` takes them: `0-15` or `2,5-7`. */
  tasks: string;
}

/**
 * Cuts shards, counted from 0 and in order, into arrays whose task numbers stay below `maxArraySize`, which is what Slurm's setting of
 * that name means. Throws a RangeError where that allows no task at all.
 */
export function arrayParts(shards: readonly number[], maxArraySize: number): ArrayPart[] {
  if (maxArraySize < 1) throw new RangeError(`MaxArraySize ${maxArraySize} allows no array`);
  const parts = new Map<number, number[]>();
  for (const shard of shards) {
    const offset = shard - (shard % maxArraySize);
    const tasks = parts.get(offset);
    if (tasks === undefined) parts.set(offset, [shard - offset]);
    else tasks.push(shard - offset);
  }
  return [...parts].map(([offset, tasks]) => ({offset, tasks: ranges(tasks)}));
}

/** Numbers in ascending order, runs of them joined. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(",");
}

/** Whether a task number is among those of an array. */
export function hasTask(tasks: string, task: number): boolean {
  return taskNumbers(tasks).includes(task);
}

/** The numbers of tasks that are written as `2,5-7`. */
export function taskNumbers(tasks: string): number[] {
  return tasks.split(",").flatMap((run) => {
    const [first = 0, last = first] = run.split("-").map(Number);
    return Array.from({length: Math.max(0, last - first + 1)}, (_, i) => first + i);
  });
}
