import {UserError} from "../user-error.js";
import {BUCKETS, type Shard} from "./shard.js";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads what `--shard` is given: `i/N`, the i-th of N, counted from 1; `env`, a task of a Slurm array without gaps; or `env/N`, whose
 * number, counted from 0, is that of a Slurm array task or of a pod of a Kubernetes indexed Job. Throws a UserError for anything
 * else, and where a variable that should be set is not: such a task must never take itself for the only one.
 */
export function readShard(text: string, environment: Environment = process.env): Shard {
  if (text === "env") return slurmShard(environment);
  const given = /^(env|\d+)\/(\d+)$/.exec(text);
  if (given === null) throw new UserError(`--shard ${text}: expected i/N, such as 3/16, or env, or env/N`);
  const count = Number(given[2]);
  if (count < 1 || count > BUCKETS)
    throw new UserError(`--shard ${text}: expected 1 to ${BUCKETS} shards, not ${count}`);
  if (given[1] === "env") return {index: taskNumber(count, environment), count};
  const number = Number(given[1]);
  if (number < 1 || number > count)
    throw new UserError(`--shard ${text}: shards of ${count} are counted from 1 to ${count}`);
  return {index: number - 1, count};
}

function slurmShard(environment: Environment): Shard {
  if (environment.JOB_COMPLETION_INDEX !== undefined && environment.SLURM_ARRAY_TASK_ID === undefined)
    throw new UserError(
      "--shard env: a Kubernetes Job does not tell how many pods it has: write --shard env/N with its completions for N"
    );
  const read = (name: string): number => variable(name, environment, "--shard env");
  const [id, count, least, most] = [
    read("SLURM_ARRAY_TASK_ID"),
    read("SLURM_ARRAY_TASK_COUNT"),
    read("SLURM_ARRAY_TASK_MIN"),
    read("SLURM_ARRAY_TASK_MAX")
  ];
  const step = environment.SLURM_ARRAY_TASK_STEP === undefined ? 1 : read("SLURM_ARRAY_TASK_STEP");
  const index = (id - least) / step;
  const isDense = step > 0 && (most - least) / step + 1 === count && Number.isInteger(index);
  if (!isDense || index < 0 || index >= count)
    throw new UserError(
      `--shard env: task ${id} of an array of ${count} from ${least} to ${most}, step ${step}, which has gaps: write --shard env/N, which counts tasks from 0`
    );
  if (count > BUCKETS) throw new UserError(`--shard env: expected 1 to ${BUCKETS} tasks, not ${count}`);
  return {index, count};
}

function taskNumber(count: number, environment: Environment): number {
  const names = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];
  const set = names.filter((name) => environment[name] !== undefined);
  const where = `--shard env/${count}`;
  if (set.length === 0)
    throw new UserError(
      `${where}: neither ${names.join(" nor ")} is set: run it as an array, or write --shard i/${count}`
    );
  if (set.length > 1) throw new UserError(`${where}: ${names.join(" and ")} are both set: write --shard i/N`);
  const index = variable(set[0]!, environment, where);
  if (index < count) return index;
  throw new UserError(`${where}: ${set[0]!} is ${index}: tasks are counted from 0 to ${count - 1}`);
}

function variable(name: string, environment: Environment, where: string): number {
  const text = environment[name];
  if (text === undefined)
    throw new UserError(`${where}: ${name} is not set: run it as an array, or write --shard i/N`);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UserError(`${where}: ${name} is ${JSON.stringify(text)}, no number: write --shard i/N`);
}
