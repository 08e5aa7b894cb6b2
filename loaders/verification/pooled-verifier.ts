import {availableParallelism} from "node:os";
import pLimit from "p-limit";
import {benchmarkRow} from "../schema/problem.js";
import type {Judgement} from "../schema/verdict.js";
import type {GradedItem} from "./grader.js";
import {GradingThread} from "./grading-thread.js";
import type {Item, Verifier} from "./verifier.js";

export interface PoolOptions {
  /** Worker threads; default: one a core. */
  workers?: number | undefined;
  /** Hard limit for one completion, in milliseconds. Default 3000, what the paper's harness gives a comparison. */
  timeLimit?: number | undefined;
  /** Module that judges in the thread; default: the graders of registry.ts. */
  worker?: URL | undefined;
  /** Path of a user's module, which `worker` takes in place of an id: its grader is given whole problems, and its limits are its errors. */
  module?: string | undefined;
}

/** Completions that go to a thread at once: enough to hide the cost of a message, few enough to spread. */
const BATCH_SIZE = 256;

/** Runs a pure grader (see registry.ts) in worker threads with a hard time limit. Threads start at the first call of `judge`. */
export function pooledVerifier(id: string, version: number, options: PoolOptions = {}): Verifier {
  const {workers = availableParallelism(), timeLimit = 3000, worker, module} = options;
  const threads: GradingThread[] = [];
  const idle: GradingThread[] = [];
  const limit = pLimit(workers);

  const judgeBatch = async (batch: GradedItem[]): Promise<Judgement[]> => {
    const thread =
      idle.pop() ??
      new GradingThread({
        verifier: module ?? id,
        timeLimit,
        worker,
        verdictOfAborted: module === undefined ? "incorrect" : "error"
      });
    if (!threads.includes(thread)) threads.push(thread);
    try {
      return await thread.judge(batch);
    } finally {
      idle.push(thread);
    }
  };

  return {
    id,
    version,
    judge: async (items) => {
      const batches = cut(items.map(module === undefined ? gradedItem : ownGradedItem), BATCH_SIZE);
      const judgements = await Promise.all(batches.map((batch) => limit(() => judgeBatch(batch))));
      return judgements.flat();
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    }
  };
}

function gradedItem({problem, completion, finishReason}: Item): GradedItem {
  return {benchmark: problem.benchmark, gold: problem.gold, completion, finishReason};
}

function ownGradedItem(item: Item): GradedItem {
  return {...gradedItem(item), problem: benchmarkRow(item.problem)};
}

function cut<T>(items: T[], size: number): T[][] {
  return Array.from({length: Math.ceil(items.length / size)}, (_, i) =>
    items.slice(i * size, (i + 1) * size)
  );
}
