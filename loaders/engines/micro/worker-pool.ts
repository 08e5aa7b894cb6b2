import {availableParallelism} from "node:os";
import {Piscina} from "piscina";
import {bundledModule} from "../../workspace/bundled-module.js";
import type {GeneratedTokens} from "./generator.js";
import type {PowerTokens} from "./power/power-generator.js";
import type {JobScores} from "./scorer.js";
import type {GenerateTask, PowerTask, ScoreTask} from "./worker.js";

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
      idleTimeout: Infinity
    });
  }

  generate(task: GenerateTask): Promise<GeneratedTokens[]> {
    return this.threads.run(task, {name: "generate"}) as Promise<GeneratedTokens[]>;
  }

  generatePower(task: PowerTask): Promise<(PowerTokens | null)[]> {
    return this.threads.run(task, {name: "generatePower"}) as Promise<(PowerTokens | null)[]>;
  }

  score(task: ScoreTask): Promise<JobScores[]> {
    return this.threads.run(task, {name: "score"}) as Promise<JobScores[]>;
  }

  async close(): Promise<void> {
    await this.threads.destroy();
  }
}

/** A pool for models that follow each other; see `SharedResources`. */
export function createWorkerPool(workers?: number): WorkerPool {
  return new WorkerPool(workers);
}
