import {existsSync} from "node:fs";
import {join} from "node:path";
import {completionColumns, completionRow, type Completion} from "../schema/completion.js";
import type {OnProgress} from "../schema/progress.js";
import type {Problem} from "../schema/problem.js";
import {UserError} from "../schema/user-error.js";
import {checkRows} from "../store/check-rows.js";
import {Database} from "../store/database.js";
import {writeRecorded} from "../store/file-record.js";
import {completionKind} from "../store/row-rules.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";
import {removeStaleTemporaries} from "../store/write-file.js";
import type {PromptTemplate} from "../prompts/prompt-template.js";
import {renderPrompt} from "../prompts/render-prompt.js";
import type {Engine, GenerationRequest} from "../engines/engine.js";
import {completionSeed} from "./completion-seed.js";
import {joinWords} from "./join-words.js";
import {SamplingPlan, type PlannedSample} from "./plan.js";

export interface DrawOptions {
  run: RunFolder;
  benchmark: string;
  policy: string;
  problems: readonly Problem[];
  /** Completions per problem. */
  n: number;
  studySeed: number;
  /** Text that the engine is given after each prompt and that each completion is stored to begin with; null for none. */
  prefill?: string | null | undefined;
  /** What stands around each problem; null for nothing. */
  prompt?: PromptTemplate | null | undefined;
  /** Loads the model; called only if completions are missing. */
  engine: () => Promise<Engine>;
  /** Identity of that model: stored completions of another one are refused. */
  source?: string | undefined;
  /** Completions per Parquet file: what a kill may lose. */
  chunkSize?: number | undefined;
  onProgress?: OnProgress | undefined;
  /** Stops after the batches under way and keeps what they drew. */
  signal?: AbortSignal | undefined;
}

export interface DrawResult {
  drawn: number;
  /** Requests that failed: no completions. The next run asks again. */
  failed: number;
}

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
    const plan = await SamplingPlan.make(database, folder, ids, n, options.chunkSize ?? 8192);
    const result: DrawResult = {drawn: 0, failed: 0};
    onProgress?.(0, plan.missing);
    if (plan.missing === 0) return result;
    const engine = await options.engine();
    const asked = askedProblems(options);
    for (const chunk of plan.chunks()) {
      if (signal?.aborted) break;
      const samples = await plan.samples(chunk);
      const before = result.drawn + result.failed;
      const {completions, failed} = await drawChunk(samples, engine, {...options, asked}, (done) =>
        onProgress?.(before + done, plan.missing)
      );
      result.drawn += completions.length;
      result.failed += failed;
      const first = completions[0];
      if (first === undefined) continue;
      const file = join(folder, fileName(first, ids.indexOf(first.problemId)));
      refuseOverwriting(file);
      await writeRecorded(file, completionColumns, completions.map(completionRow));
    }
    return result;
  } finally {
    database.close();
  }
}

/** What all requests of a problem have in common. */
type AskedProblem = Pick<GenerationRequest, "prompt" | "messages" | "stop" | "image">;

interface ChunkOptions extends DrawOptions {
  /** In the order of the problems. */
  asked: readonly AskedProblem[];
}

/** Rendered once a problem: a template takes longer than a completion of a small model. */
function askedProblems({problems, prompt: template, prefill}: DrawOptions): AskedProblem[] {
  return problems.map((problem) => {
    const {prompt, ...rest} = renderPrompt(template ?? null, problem);
    const {image} = problem;
    const asked = {...rest, prompt: joinWords(prompt, prefill ?? "")};
    return image === undefined ? asked : {...asked, image};
  });
}

function refuseOverwriting(file: string): void {
  if (!existsSync(file)) return;
  throw new UserError(
    `${file} exists, and does not hold the completion that it is named after: move it away, then run again`
  );
}

/** Named after the first completion in it, so that no two files of a folder can have the same name. */
function fileName(first: Completion, problem: number): string {
  return `s${String(first.sampleIndex).padStart(6, "0")}-p${String(problem).padStart(6, "0")}.parquet`;
}

/**
 * Sends a chunk to the engine in batches, as many at once as the engine takes. Completions of a problem go together: engines
 * read a prompt once for several of them.
 */
async function drawChunk(
  samples: readonly PlannedSample[],
  engine: Engine,
  options: ChunkOptions,
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

async function drawBatch(
  batch: readonly PlannedSample[],
  engine: Engine,
  {problems, asked, benchmark, policy, studySeed, prefill}: ChunkOptions
): Promise<(Completion | null)[]> {
  const begun = prefill ?? "";
  const keys = batch.map(({problem, sampleIndex}) => ({
    benchmark,
    policy,
    problemId: problems[problem]!.problemId,
    sampleIndex
  }));
  const seeds = keys.map((key) => completionSeed(studySeed, key));
  const requests = batch.map(({problem}, i): GenerationRequest => ({
    ...asked[problem]!,
    seed: seeds[i]!,
    key: keys[i]!
  }));
  const generations = await engine.generate(requests);
  const {name, source} = engine;
  return generations.map((generation, i) => {
    if (generation === null) return null;
    // Property by property: spreads take more time here than sampling a small model.
    const {problemId, sampleIndex} = keys[i]!;
    return {
      benchmark,
      problemId,
      policy,
      sampleIndex,
      seed: generation.seed === undefined ? seeds[i]! : generation.seed,
      completion: joinWords(begun, generation.completion),
      completionTokens: generation.completionTokens,
      finishReason: generation.finishReason,
      sumLogprob: generation.sumLogprob,
      meanEntropy: generation.meanEntropy,
      engine: name,
      source
    };
  });
}
