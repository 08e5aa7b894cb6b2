import {Piscina} from "piscina";
import type {Judgement} from "../schema/verdict.js";
import {bundledModule} from "../workspace/bundled-module.js";
import type {GradeTask} from "./grade-worker.js";
import type {GradedItem} from "./grader.js";

/** Heap of the thread in MB: a grader that needs more is ended like one that takes too long. */
const HEAP_MB = 512;

/** Milliseconds that a thread may take to start and to load its grader. */
const START_LIMIT = 60_000;

export interface GradingThreadOptions {
  /** Id of a verifier of ours, or path of a user's module. */
  verifier: string;
  /** In milliseconds, for a batch and for a single completion alike. */
  timeLimit: number;
  /** Milliseconds that the thread may take to start and to load its grader. */
  startLimit?: number | undefined;
  /** Module that judges in the thread. */
  worker?: URL | undefined;
  /** What a completion gets that ended the thread. Our graders have caps that should have caught it: it is no right answer. A user's may not. */
  verdictOfAborted?: "incorrect" | "error" | undefined;
}

/** A worker thread that runs one pure grader, ended and replaced when it takes longer than its limit or dies. */
export class GradingThread {
  private readonly pool: Piscina;
  private readonly options: GradingThreadOptions;

  constructor(options: GradingThreadOptions) {
    const {worker = new URL("./grade-worker.ts", import.meta.url)} = options;
    const {url, execArgv} = bundledModule(worker);
    this.options = options;
    this.pool = new Piscina({
      filename: url.href,
      execArgv,
      minThreads: 1,
      maxThreads: 1,
      resourceLimits: {maxOldGenerationSizeMb: HEAP_MB}
    });
  }

  /** Starts the thread and loads the grader. Rejects with what the grader's module throws. */
  async start(): Promise<void> {
    const task: GradeTask = {verifier: this.options.verifier, items: []};
    await this.pool.run(task, {signal: AbortSignal.timeout(this.options.startLimit ?? START_LIMIT)});
  }

  /** Judges a batch. If it fails as a whole, its items are judged one by one, so that only the one at fault is `timeout`. */
  async judge(items: readonly GradedItem[]): Promise<Judgement[]> {
    try {
      return await this.run(items);
    } catch (error) {
      if (items.length === 1) return [aborted(error, this.options)];
    }
    const judgements: Judgement[] = [];
    for (const item of items) judgements.push(...(await this.judge([item])));
    return judgements;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async run(items: readonly GradedItem[]): Promise<Judgement[]> {
    // The clock must not run while a new thread starts.
    await this.start();
    const task: GradeTask = {verifier: this.options.verifier, items};
    const signal = AbortSignal.timeout(this.options.timeLimit);
    return (await this.pool.run(task, {signal})) as Judgement[];
  }
}

/** What a completion gets that ended its thread. */
function aborted(
  error: unknown,
  {timeLimit, verdictOfAborted: verdict = "incorrect"}: GradingThreadOptions
): Judgement {
  const {name, code} = error as NodeJS.ErrnoException;
  if (name === "AbortError")
    return {verdict, extracted: null, reason: "timeout", rule: `no verdict within ${timeLimit} ms`};
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return {verdict, extracted: null, reason: "memory", rule: `needs more than ${HEAP_MB} MB`};
  return {verdict: "error", extracted: null, reason: "verifier_error", rule: String(error)};
}
