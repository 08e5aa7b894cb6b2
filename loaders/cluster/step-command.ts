import {UserError} from "../schema/user-error.js";
import {clusterSteps, type ClusterStep} from "./cluster-job.js";

/** What all shards of a study's work have in common. */
export interface ShardedWork {
  /** Folder of the workspace as the workers find it; null for the one they start in. */
  dir: string | null;
  /** Study file, or name of a study, as the workers find it. */
  study: string;
  /** Folder of all runs, or its place in a bucket, as the workers find it; null for the workspace's own. */
  runs: string | null;
  /** Completions per problem, instead of the study's. */
  n: number | null;
  allowCode: boolean;
  steps: readonly ClusterStep[];
  shards: number;
}

/** The words of the command that does one step of one shard, after the program: `shard` is what its `--shard` is given. */
export function stepArguments(work: ShardedWork, step: ClusterStep, shard: string): string[] {
  return [
    step,
    ...(work.dir === null ? [] : ["--dir", work.dir]),
    "--study",
    work.study,
    ...(work.runs === null ? [] : ["--runs", work.runs]),
    ...(work.n === null ? [] : ["--n", String(work.n)]),
    ...(work.allowCode ? ["--allow-code"] : []),
    "--shard",
    shard
  ];
}

/** Reads `sample,verify`: steps in their order, each once. Throws a UserError for anything else. */
export function readSteps(text: string): ClusterStep[] {
  const given = text.split(",").map((word) => word.trim());
  const steps = clusterSteps.filter((step) => given.includes(step));
  const isInOrder = steps.length === given.length && steps.every((step, i) => step === given[i]);
  if (isInOrder) return steps;
  throw new UserError(`--steps ${text}: give some of ${clusterSteps.join(",")}, in this order`);
}
