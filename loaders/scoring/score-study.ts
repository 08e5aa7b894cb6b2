import {existsSync} from "node:fs";
import {join} from "node:path";
import {withImagePath} from "../benchmarks/image-path.js";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import type {OnProgress} from "../schema/progress.js";
import type {Problem} from "../schema/problem.js";
import {cellPrompt} from "../prompts/cell-prompt.js";
import type {Shard} from "../schema/sharding/shard.js";
import {referenceAuthor} from "../schema/score.js";
import {scoredPairs, scoringTasks, type ScoringTask} from "../schema/scoring-tasks.js";
import type {Benchmark, Policy, Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import {fileHash} from "../store/file-hash.js";
import {drawnBy} from "../store/drawn-by.js";
import {completionKind, referenceKind} from "../store/row-rules.js";
import type {RunFolder} from "../store/run-folder.js";
import {scoreTexts, type ScoreResult} from "./score-texts.js";
import {renewScores} from "./scoring-identity.js";
import {loadScorer, type ScoringModel, type ScoringModels} from "./scoring-models.js";
import {referencesFile, writeReferences} from "./write-references.js";

export interface ScoreStudyOptions {
  study: Study;
  run: RunFolder;
  models: ScoringModels;
  /** The part of the files that are scored, beside other processes; null or not given for all. */
  shard?: Shard | null | undefined;
  /** Told of a model that cannot score here, whose scores then stay missing; without it the error is thrown. */
  onUnavailable?: ((scorer: Policy, error: UserError) => void) | undefined;
  /** Starts the progress of one model on the texts that `author` wrote for a benchmark. */
  onStart?: (scorer: Policy, author: string, benchmark: Benchmark) => OnProgress;
  signal?: AbortSignal | undefined;
}

/**
 * Scores what the study's perplexity experiment asks for and lacks: under the base and the policy trained from it, the
 * first n completions of the other and the reference solutions. A model is loaded only if scores by it are missing.
 */
export async function scoreStudy(options: ScoreStudyOptions): Promise<ScoreResult> {
  const {study, run, models, signal} = options;
  const tasks = scoringTasks(scoredPairs(study));
  const total: ScoreResult = {scored: 0, unreadable: 0};
  const problems = await prepareBenchmarks(tasks, run);
  for (const scorer of new Set(tasks.map((task) => task.scorer))) {
    const source = await models.source(scorer);
    let model: Promise<ScoringModel> | undefined;
    const load = (): Promise<ScoringModel> => (model ??= loadScorer(models, scorer));
    try {
      for (const task of tasks.filter((each) => each.scorer === scorer)) {
        if (signal?.aborted) return total;
        const result = await runTask(task, source, problems.get(task.benchmark)!, load, options);
        total.scored += result.scored;
        total.unreadable += result.unreadable;
      }
    } catch (error) {
      if (options.onUnavailable === undefined || !(error instanceof UserError)) throw error;
      options.onUnavailable(scorer, error);
    } finally {
      await (await model?.catch(() => undefined))?.close();
    }
  }
  return total;
}

/** Reads each benchmark once and writes its reference solutions. */
async function prepareBenchmarks(
  tasks: readonly ScoringTask[],
  run: RunFolder
): Promise<Map<Benchmark, Problem[]>> {
  const prepared = new Map<Benchmark, Problem[]>();
  for (const benchmark of new Set(tasks.map((task) => task.benchmark))) {
    const problems = readBenchmark(benchmark).map((problem) => withImagePath(problem, benchmark));
    await writeReferences(run, benchmark.id, problems);
    prepared.set(benchmark, problems);
  }
  return prepared;
}

async function runTask(
  {scorer, benchmark, author, n}: ScoringTask,
  source: string,
  problems: readonly Problem[],
  model: () => Promise<ScoringModel>,
  {study, run, shard, onStart, signal}: ScoreStudyOptions
): Promise<ScoreResult> {
  const isReference = author === referenceAuthor;
  const texts = isReference ? run.references(benchmark.id) : run.completions(benchmark.id, author);
  const origin = isReference ? join(texts, referencesFile) : run.samplingIdentity(benchmark.id, author);
  // Imported completions have no sampling identity.
  const hash = existsSync(origin) ? fileHash(origin) : "unknown";
  // Its author's, under which a text was drawn and its own log-probability stored; of a reference the scorer's.
  const policy = study.policies.find(({id}) => id === author) ?? scorer;
  const prompt = cellPrompt({policy, benchmark});
  // The sampling identity of drawn completions holds the prompt.
  const asked =
    prompt === null || existsSync(run.samplingIdentity(benchmark.id, author))
      ? ""
      : ` prompt ${prompt.sha256}`;
  await renewScores(run.scoringIdentity(scorer.id, benchmark.id, author), {source, texts: hash + asked});
  return scoreTexts({
    texts,
    textKind: isReference ? referenceKind : completionKind(drawnBy(run, benchmark.id, author)),
    scores: run.scores(scorer.id, benchmark.id, author),
    scoredBy: scorer.id,
    benchmark: benchmark.id,
    author,
    problems,
    prompt,
    n,
    shard,
    model,
    onProgress: onStart?.(scorer, author, benchmark),
    signal
  });
}
