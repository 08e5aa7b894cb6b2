import type {Engine} from "../engines/engine.js";
import type {Completion} from "../schema/completion.js";
import {checkRows} from "../store/check-rows.js";
import {Database} from "../store/database.js";
import {completionKind} from "../store/row-rules.js";
import {removeStaleTemporaries} from "../store/write-file.js";
import {askedProblems} from "./asked-problem.js";
import {drawBatch, type BatchOptions} from "./draw-batch.js";
import type {DrawOptions, DrawResult} from "./draw-options.js";
import {drawServed} from "./draw-served.js";
import {SamplingPlan, type DrawPlan, type PlannedSample} from "./plan.js";
import {filesOfShard, shardFileNames, ShardPlan} from "./shard-plan.js";
import {storing, wholeFiles} from "./storing.js";

/** Completions of a shard that are drawn together: its files may be small. */
const shardBatch = 8192;

/** Draws the completions that are missing, some chunks at a time, and stores each chunk in a file of its own. */
export async function drawCompletions(options: DrawOptions): Promise<DrawResult> {
  const {run, benchmark, policy, problems, n, signal, onProgress, shard = null} = options;
  const folder = run.completions(benchmark, policy);
  removeStaleTemporaries(folder);
  const database = await Database.open();
  try {
    const ids = problems.map((problem) => problem.problemId);
    await checkRows(database, filesOfShard(folder, shard), completionKind(options.source ?? null), {
      benchmark,
      problems: ids
    });
    const makePlan = (chunkSize: number): Promise<DrawPlan> =>
      shard === null
        ? SamplingPlan.make(database, folder, ids, n, chunkSize, options.closed)
        : ShardPlan.make(database, folder, ids, {benchmark, shard, n});
    const plan = await makePlan(options.chunkSize ?? 8192);
    const result: DrawResult = {drawn: 0, failed: 0};
    onProgress?.(0, plan.missing);
    if (plan.missing === 0) return result;
    const engine = await options.engine();
    const asked = askedProblems(options);
    const fileOf = shard === null ? null : shardFileNames(ids, benchmark);
    const store = storing(folder, ids, fileOf);
    if (engine.served !== undefined)
      return await drawServed({
        ...options,
        asked,
        engine,
        served: engine.served,
        plan,
        makePlan,
        folder,
        store
      });
    const whole = options.chunkSize === undefined ? (engine.drawnTogether ?? 1) : 1;
    for await (const chunks of drawnTogether(plan, shard === null ? whole : shardBatch)) {
      if (signal?.aborted) break;
      const before = result.drawn + result.failed;
      const samples = chunks.flat();
      const {drawn, failed} = await drawSamples(samples, engine, {...options, asked}, (done) =>
        onProgress?.(before + done, plan.missing)
      );
      const parts = fileOf === null ? chunks : [samples];
      const completions = inParts(drawn, parts);
      result.failed += failed;
      for (const [part, there] of completions.entries()) {
        // Two tasks of a shard, of which one is stopped, write the same bytes: whole files or none.
        if (fileOf !== null && signal?.aborted)
          completions[part] = wholeFiles(there, parts[part]!, ids, fileOf);
        result.drawn += completions[part]!.length;
      }
      if (result.drawn + result.failed === plan.missing) options.onDrawn?.();
      for (const part of completions) await store(part);
    }
    return result;
  } finally {
    database.close();
  }
}

/** The missing completions of chunks that are drawn at once: of so many that they are at least `least`. */
async function* drawnTogether(plan: DrawPlan, least: number): AsyncGenerator<PlannedSample[][]> {
  let together: PlannedSample[][] = [];
  let count = 0;
  for (const chunk of plan.chunks()) {
    const samples = await plan.samples(chunk);
    together.push(samples);
    count += samples.length;
    if (count < least) continue;
    yield together;
    together = [];
    count = 0;
  }
  if (together.length > 0) yield together;
}

/** What was drawn of samples, part by part; `null`, or nothing, stands for one that was not. */
function inParts(
  drawn: readonly (Completion | null | undefined)[],
  parts: readonly (readonly PlannedSample[])[]
): Completion[][] {
  let at = 0;
  return parts.map(({length}) => drawn.slice(at, (at += length)).filter((completion) => completion != null));
}

/**
 * Sends samples to the engine in batches, as many at once as the engine takes. Completions of a problem go together: engines
 * read a prompt once for several of them.
 */
async function drawSamples(
  samples: readonly PlannedSample[],
  engine: Engine,
  options: DrawOptions & BatchOptions,
  onDone: (done: number) => void
): Promise<{drawn: (Completion | null)[]; failed: number}> {
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
  const failed = drawn.filter((completion) => completion === null).length;
  return {drawn, failed};
}
