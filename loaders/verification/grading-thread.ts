import {Piscina} from "piscina";
import type {Judgement} from "../schema/verdict.js";
import type {GradeTask} from "./grade-worker.js";
import type {GradedItem} from "./grader.js";

/** Heap of the thread in MB: a grader that needs more is ended like one that takes too long. */
const HEAP_MB = 512;

/** A worker thread that runs one pure grader, ended and replaced when it takes longer than its limit or dies. */
export class GradingThread {
  private readonly pool: Piscina;
  private readonly verifier: string;
  private readonly timeLimit: number;

  /** `timeLimit` in milliseconds, for a batch and for a single completion alike. */
  constructor(verifier: string, timeLimit: number, worker = new URL("./grade-worker.ts", import.meta.url)) {
    this.verifier = verifier;
    this.timeLimit = timeLimit;
    this.pool = new Piscina({
      filename: worker.href,
      execArgv: ["--import", import.meta.resolve("tsx")],
      minThreads: 1,
      maxThreads: 1,
      resourceLimits: {maxOldGenerationSizeMb: HEAP_MB}
    });
  }

  /** Judges a batch. If it fails as a whole, its items are judged one by one, so that only the one at fault is `timeout`. */
  async judge(items: readonly GradedItem[]): Promise<Judgement[]> {
    try {
      return await this.run(items);
    } catch (error) {
      if (items.length === 1) return [aborted(error, this.timeLimit)];
    }
    const judgements: Judgement[] = [];
    for (const item of items) judgements.push(...(await this.judge([item])));
    return judgements;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async run(items: readonly GradedItem[]): Promise<Judgement[]> {
    // An empty task first: the clock must not run while a new thread starts.
    await this.pool.run({verifier: this.verifier, items: []} satisfies GradeTask);
    const task: GradeTask = {verifier: this.verifier, items};
    return (await this.pool.run(task, {signal: AbortSignal.timeout(this.timeLimit)})) as Judgement[];
  }
}

/** What a completion gets that ended its thread: the caps of the grader should have caught it, but it is no right answer. */
function aborted(error: unknown, timeLimit: number): Judgement {
  const {name, code} = error as NodeJS.ErrnoException;
  if (name === "AbortError") {
    return {
      verdict: "incorrect",
      extracted: null,
      reason: "timeout",
      rule: `no verdict within ${timeLimit} ms`
    };
  }
  if (code === "ERR_WORKER_OUT_OF_MEMORY") {
    return {verdict: "incorrect", extracted: null, reason: "memory", rule: `needs more than ${HEAP_MB} MB`};
  }
  return {verdict: "error", extracted: null, reason: "verifier_error", rule: String(error)};
}
