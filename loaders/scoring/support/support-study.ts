import {existsSync} from "node:fs";
import {join} from "node:path";
import {withImagePath} from "../../benchmarks/image-path.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import type {ScoringRequest} from "../../engines/engine.js";
import {ownEngine} from "../../engines/find-engine.js";
import {cellPrompt} from "../../prompts/cell-prompt.js";
import type {PromptTemplate} from "../../prompts/prompt-template.js";
import type {Problem} from "../../schema/problem.js";
import type {OnProgress} from "../../schema/progress.js";
import {referenceAuthor} from "../../schema/score.js";
import {ownsTask, type Shard} from "../../schema/sharding/shard.js";
import {supportColumns, supportRow} from "../../schema/rows/support-score.js";
import {supportTasks, type SupportTask} from "../../schema/study/support-tasks.js";
import type {Benchmark, Policy, Study} from "../../schema/study.js";
import {UserError} from "../../schema/user-error.js";
import {Database} from "../../store/database.js";
import {fileHash} from "../../store/file-hash.js";
import {writeRecorded} from "../../store/file-record.js";
import {selectFiles} from "../../store/read-files.js";
import type {RunFolder} from "../../store/run-folder.js";
import {renewScores} from "../scoring-identity.js";
import type {ScoringModels} from "../scoring-models.js";
import {scoringRequest} from "../scoring-request.js";
import {referencesFile, writeReferences} from "../write-references.js";
import {scoreSupport} from "./score-support.js";
import {completionTexts, referenceTexts, type SupportText} from "./support-texts.js";

/** Correct texts of a problem that a server is asked to read, of each author: each is a request. */
const SERVED_TEXTS = 32;

export interface SupportStudyOptions {
  study: Study;
  run: RunFolder;
  models: ScoringModels;
  /** The part of the tasks that are done, beside other processes; null or not given for all. */
  shard?: Shard | null | undefined;
  /** Told of a model that cannot score here; without it the error is thrown. */
  onUnavailable?: ((scorer: Policy, error: UserError) => void) | undefined;
  onStart?: (scorer: Policy, author: string, benchmark: Benchmark) => OnProgress;
  signal?: AbortSignal | undefined;
}

/**
 * Scores what the support certificates of a study rest on and its run lacks: both policies of each pair of the perplexity
 * experiment read the distinct correct texts of both, some incorrect ones and the reference solutions, at temperature 1 and at
 * their own settings. Returns how many texts were scored. A model is loaded only if some are missing.
 */
export async function supportStudy(options: SupportStudyOptions): Promise<number> {
  const {study, signal, shard = null} = options;
  const database = await Database.open();
  let scored = 0;
  const unavailable = new Set<Policy>();
  try {
    for (const task of supportTasks(study)) {
      const {scorer, benchmark, author} = task;
      if (!ownsTask(shard, benchmark.id, `support ${scorer.id} ${author?.id ?? referenceAuthor}`)) continue;
      if (signal?.aborted) break;
      if (unavailable.has(task.scorer)) continue;
      try {
        scored += await runTask(task, database, options);
      } catch (error) {
        if (options.onUnavailable === undefined || !(error instanceof UserError)) throw error;
        unavailable.add(task.scorer);
        options.onUnavailable(task.scorer, error);
      }
    }
  } finally {
    database.close();
  }
  return scored;
}

async function runTask(
  task: SupportTask,
  database: Database,
  {run, models, onStart}: SupportStudyOptions
): Promise<number> {
  const {scorer, benchmark, author} = task;
  const {temperature, topP, maxTokens} = scorer.sampling;
  const problems = readBenchmark(benchmark).map((problem) => withImagePath(problem, benchmark));
  if (author === null) await writeReferences(run, benchmark.id, problems);
  const texts = await wantedTexts(task, database, run);
  const file = run.support(scorer.id, benchmark.id, author?.id ?? null);
  if (texts.length === 0 && !existsSync(file)) return 0;
  const template = cellPrompt({policy: scorer, benchmark});
  await renewScores(run.supportIdentity(scorer.id, benchmark.id, author?.id ?? null), {
    source: await models.source(scorer),
    texts: `${originHash(task, run)} T ${temperature} top-p ${topP} max ${maxTokens} prompt ${template?.sha256 ?? "none"}`
  });
  const kept = await storedRows(database, file, texts);
  const known = new Set(kept.map(keyOf));
  const missing = texts.filter((text) => !known.has(keyOf(text)));
  if (missing.length === 0) return 0;
  const model = await models.load(scorer);
  try {
    if (model.scoreSampled === undefined && model.score === undefined)
      throw new UserError(
        `the engine ${scorer.engine} of the policy ${scorer.id} gives no log-probabilities`
      );
    const show = onStart?.(scorer, author?.id ?? "", benchmark);
    const scores = await scoreSupport(
      model,
      requestsOf(missing, problems, template),
      {temperature, topP, maxTokens},
      (done) => show?.(done, missing.length)
    );
    const fresh = scores.map((score, i) =>
      supportRow({...score, problemId: missing[i]!.problem_id, sampleIndex: missing[i]!.sample_index})
    );
    await writeRecorded(file, supportColumns, [...kept, ...fresh].sort(byKey));
    return fresh.length;
  } finally {
    await model.close?.();
  }
}

function wantedTexts(
  {scorer, benchmark, author, n}: SupportTask,
  database: Database,
  run: RunFolder
): Promise<SupportText[]> {
  if (author === null) return referenceTexts(database, run, benchmark.id);
  const most = ownEngine(scorer)?.isServed === true ? SERVED_TEXTS : Infinity;
  return completionTexts(database, run, {benchmark, author, n}, {most, limit: scorer.sampling.maxTokens});
}

/** What the texts were made from. */
function originHash({benchmark, author}: SupportTask, run: RunFolder): string {
  const file =
    author === null
      ? join(run.references(benchmark.id), referencesFile)
      : run.samplingIdentity(benchmark.id, author.id);
  return existsSync(file) ? fileHash(file) : "unknown";
}

type StoredRow = ReturnType<typeof supportRow>;

/** Stored scores of those texts that are still wanted. */
async function storedRows(
  database: Database,
  file: string,
  texts: readonly SupportText[]
): Promise<StoredRow[]> {
  const wanted = new Set(texts.map(keyOf));
  const rows = await database.rows<StoredRow>(
    await selectFiles(database, existsSync(file) ? [file] : [], supportColumns)
  );
  return rows.filter((row) => wanted.has(keyOf(row)));
}

function requestsOf(
  texts: readonly SupportText[],
  problems: readonly Problem[],
  template: PromptTemplate | null
): ScoringRequest[] {
  const byId = new Map(problems.map((problem) => [problem.problemId, problem]));
  return texts.map((text) => scoringRequest(template, byId.get(text.problem_id)!, text));
}

function keyOf({problem_id, sample_index}: Pick<StoredRow, "problem_id" | "sample_index">): string {
  return `${String(sample_index)} ${String(problem_id)}`;
}

/** So that the same scores give the same bytes, however many runs made them. */
function byKey(a: StoredRow, b: StoredRow): number {
  return (
    Number(a.sample_index) - Number(b.sample_index) || (String(a.problem_id) < String(b.problem_id) ? -1 : 1)
  );
}
