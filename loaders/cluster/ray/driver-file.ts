import {readFileSync} from "node:fs";
import {stepArguments, type ShardedWork} from "../step-command.js";
import type {ClusterStep} from "../cluster-job.js";

/** What the driver for Ray is made from. */
export interface DriverOptions {
  work: ShardedWork;
  /** Words that start the tool on every node. */
  program: readonly string[];
  /** How often a command is begun again after it failed, or its node died. */
  retries: number;
  /** Cores that a task takes of its node. */
  cpus: number;
  /** GPUs that a task with models takes of its node. */
  gpus: number;
}

/** A command of one shard, as the driver runs it. */
interface PlannedStep {
  name: ClusterStep;
  arguments: string[];
  cpus: number;
  gpus: number;
}

/** The driver with the plan in it: a file of Python that needs Ray alone. */
export function driverText({work, program, retries, cpus, gpus}: DriverOptions): string {
  const steps = work.steps.map((step): PlannedStep => {
    const words = stepArguments(work, step, "");
    // The driver writes the number of the shard behind --shard. Only models need a GPU.
    return {name: step, arguments: words.slice(0, -1), cpus, gpus: step === "verify" ? 0 : gpus};
  });
  const plan = JSON.stringify({program, shards: work.shards, retries, steps}, null, 2);
  const driver = readFileSync(new URL("driver.py", import.meta.url), "utf8");
  // JSON never has three quotation marks in a row, and a raw text keeps its backslashes.
  return driver.replace('r"""{}"""', () => `r"""${plan}"""`);
}
