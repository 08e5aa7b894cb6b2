import {availableParallelism} from "node:os";
import {Piscina} from "piscina";
import {bundledModule} from "../../workspace/bundled-module.js";
import type {GeneratedTokens, GenerationJob} from "./generator.js";
import {packJobs, unpackTokens, type PackedTokens} from "./messages/packed-tasks.js";
import type {PowerTokens} from "./power/power-generator.js";
import type {JobScores} from "./scorer.js";
import type {GenerateTask, PowerTask, ScoreTask} from "./worker.js";

/** A task before its jobs are packed. */
type WithJobs<T> = Omit<T, "jobs"> & {jobs: readonly GenerationJob[]};

/** Milliseconds that tasks which run may take until threads are ended all the same: far beyond any batch. */
const CLOSE_LIMIT = 600_000;

/**
 * By how much the threads are nicer than the process, where the system tells threads apart: what is built and judged beside them
 * comes first, and they take what it leaves.
 */
const NICER = 5;

/**
 * Worker threads that run micro models, one task a thread at a time. Starting a thread takes about a second, so engines that
 * follow each other share a pool. Threads start with the first task.
 */
export class WorkerPool {
  readonly workers: number;
  private readonly threads: Piscina;

  /** One thread a core, unless told otherwise. */
  constructor(workers: number = availableParallelism()) {
    this.workers = workers;
    const {url, execArgv} = bundledModule(new URL("worker.ts", import.meta.url));
    // Without a bundle the thread has to register tsx itself.
    const first = execArgv.length === 0 ? url : new URL("worker-entry.mjs", import.meta.url);
    this.threads = new Piscina({
      filename: first.href,
      minThreads: 0,
      maxThreads: workers,
      idleTimeout: Infinity,
      niceIncrement: process.platform === "linux" ? NICER : 0,
      closeTimeout: CLOSE_LIMIT
    });
  }

  async generate(task: WithJobs<GenerateTask>): Promise<GeneratedTokens[]> {
    const packed = {...task, jobs: packJobs(task.jobs)};
    return unpackTokens((await this.threads.run(packed, {name: "generate"})) as PackedTokens);
  }

  generatePower(task: WithJobs<PowerTask>): Promise<(PowerTokens | null)[]> {
    const packed = {...task, jobs: packJobs(task.jobs)};
    return this.threads.run(packed, {name: "generatePower"}) as Promise<(PowerTokens | null)[]>;
  }

  score(task: ScoreTask): Promise<JobScores[]> {
    return this.threads.run(task, {name: "score"}) as Promise<JobScores[]>;
  }

  /**
   * Ends the threads. Tasks that wait are refused; those that run go to their end first, for a thread that is ended within
   * native code takes the whole process with it.
   */
  async close(): Promise<void> {
    await this.threads.close({force: true});
  }
}

/** A pool for models that follow each other; see `SharedResources`. */
export function createWorkerPool(workers?: number): WorkerPool {
  return new WorkerPool(workers);
}
