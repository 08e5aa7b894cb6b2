import type {Engine} from "../engines/engine.js";
import type {Completion} from "../schema/completion.js";
import {checkRows} from "../store/check-rows.js";
import {Database} from "../store/database.js";
import {completionKind} from "../store/row-rules.js";
import {parquetFiles} from "../store/run-folder.js";
import {removeStaleTemporaries} from "../store/write-file.js";
import {askedProblems} from "./asked-problem.js";
import {drawBatch, type BatchOptions} from "./draw-batch.js";
import type {DrawOptions, DrawResult} from "./draw-options.js";
import {drawServed} from "./draw-served.js";
import {storeCompletions} from "./store-completions.js";
import {SamplingPlan, type PlannedSample} from "./plan.js";

/** Draws the completions that are missing, chunk by chunk, and stores each chunk in a file of its own. */
export async function drawCompletions(options: DrawOptions): Promise<DrawResult> {
  const {run, benchmark, policy, problems, n, signal, onProgress} = options;
  const folder = run.completions(benchmark, policy);
  removeStaleTemporaries(folder);
  const database = await Database.open();
  try {
    const ids = problems.map((problem) => problem.problemId);
    await checkRows(database, parquetFiles(folder), completionKind(options.source ?? null), {
      benchmark,
      problems: ids
    });
    const makePlan = (chunkSize: number): Promise<SamplingPlan> =>
      SamplingPlan.make(database, folder, ids, n, chunkSize, options.closed);
    const plan = await makePlan(options.chunkSize ?? 8192);
    const result: DrawResult = {drawn: 0, failed: 0};
    onProgress?.(0, plan.missing);
    if (plan.missing === 0) return result;
    const engine = await options.engine();
    const asked = askedProblems(options);
    if (engine.served !== undefined)
      return await drawServed({...options, asked, engine, served: engine.served, plan, makePlan, folder});
    for (const chunk of plan.chunks()) {
      if (signal?.aborted) break;
      const samples = await plan.samples(chunk);
      const before = result.drawn + result.failed;
      const {completions, failed} = await drawChunk(samples, engine, {...options, asked}, (done) =>
        onProgress?.(before + done, plan.missing)
      );
      result.drawn += completions.length;
      result.failed += failed;
      await storeCompletions(folder, completions, (id) => ids.indexOf(id));
    }
    return result;
  } finally {
    database.close();
  }
}

/**
 * Sends a chunk to the engine in batches, as many at once as the engine takes. Completions of a problem go together: engines
 * read a prompt once for several of them.
 */
async function drawChunk(
  samples: readonly PlannedSample[],
  engine: Engine,
  options: DrawOptions & BatchOptions,
  onDone: (done: number) => void
): Promise<{completions: Completion[]; failed: number}> {
  const order = [...samples.keys()].sort((a, b) => samples[a]!.problem - samples[b]!.problem);
  const drawn: (Completion | null)[] = [];
  let next = 0;
  let done = 0;
  const drawBatches = async () => {
    while (next < order.length && !options.signal?.aborted) {
      const places = order.slice(next, next + engine.batchSize);
      next += places.length;
      const batch = places.map((place) => samples[place]!);
      const completions = await drawBatch(batch, engine, options);
      completions.forEach((completion, i) => (drawn[places[i]!] = completion));
      done += batch.length;
      onDone(done);
    }
  };
  await Promise.all(Array.from({length: engine.concurrency}, drawBatches));
  const completions = drawn.filter((completion) => completion != null);
  return {completions, failed: done - completions.length};
}
