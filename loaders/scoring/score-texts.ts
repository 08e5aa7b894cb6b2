import {existsSync} from "node:fs";
import {basename, join} from "node:path";
import type {TokenScores} from "../engines/engine.js";
import type {PromptTemplate} from "../prompts/prompt-template.js";
import type {FinishReason} from "../schema/completion.js";
import type {OnProgress} from "../schema/progress.js";
import type {Problem} from "../schema/problem.js";
import {ownsFile} from "../schema/sharding/shard-file.js";
import type {Shard} from "../schema/sharding/shard.js";
import {scoreColumns, scoreRow, type Score} from "../schema/score.js";
import {checkRows} from "../store/check-rows.js";
import {Database, quote} from "../store/database.js";
import {writeRecorded} from "../store/file-record.js";
import {selectFiles} from "../store/read-files.js";
import {parquetFiles} from "../store/run-folder.js";
import {scoreKind, type RowKind} from "../store/row-rules.js";
import {removeStaleTemporaries} from "../store/write-file.js";
import type {ScoringModel} from "./scoring-models.js";
import {scoringRequest} from "./scoring-request.js";

export interface ScoreTextsOptions {
  /** Folder of the texts: completions of one policy, or references. */
  texts: string;
  /** What the rows of the texts must be. */
  textKind: RowKind;
  /** Folder of the scores. */
  scores: string;
  scoredBy: string;
  benchmark: string;
  /** Who wrote the texts. */
  author: string;
  /** With absolute paths of pictures. */
  problems: readonly Problem[];
  /** What stood around the problems when the texts were written; null for nothing. */
  prompt: PromptTemplate | null;
  /** The part of the files that are scored, beside other processes; null or not given for all. */
  shard?: Shard | null | undefined;
  /** Texts per problem: the first ones. */
  n: number;
  /** Loads the model; called only if scores are missing. */
  model: () => Promise<ScoringModel>;
  onProgress?: OnProgress | undefined;
  /** Stops after the file under way. */
  signal?: AbortSignal | undefined;
}

export interface ScoreResult {
  /** Scores written. */
  scored: number;
  /** Of these, the texts that the model cannot read: too long, or with a word that it does not know. */
  unreadable: number;
}

interface StoredText {
  problem_id: string;
  sample_index: number;
  completion: string;
  finish_reason: FinishReason | null;
}

/** Scores the first n texts of each problem that have no score yet, a file at a time. */
export async function scoreTexts(options: ScoreTextsOptions): Promise<ScoreResult> {
  const {texts, scores, benchmark, n, onProgress, signal} = options;
  removeStaleTemporaries(scores);
  const database = await Database.open();
  try {
    const isOwn = (file: string): boolean => ownsFile(options.shard ?? null, benchmark, basename(file));
    const textFiles = parquetFiles(texts).filter(isOwn);
    const known = {benchmark, problems: options.problems.map(({problemId}) => problemId)};
    await checkRows(database, textFiles, options.textKind, known);
    await checkRows(database, parquetFiles(scores).filter(isOwn), scoreKind, {...known, keysOf: textFiles});
    const pending = await unscoredFiles(database, textFiles, scores, n);
    const total = pending.reduce((sum, {missing}) => sum + missing.length, 0);
    const result: ScoreResult = {scored: 0, unreadable: 0};
    onProgress?.(0, total);
    for (const {file, missing} of pending) {
      if (signal?.aborted) break;
      const kept = await database.rows<ScoreRow>(await selectScores(database, file));
      const fresh = await scoreMissing(missing, options);
      await writeRecorded(file, scoreColumns, [...kept, ...fresh.map(scoreRow)].sort(byKey));
      result.scored += fresh.length;
      result.unreadable += fresh.filter(({sumLogprob}) => sumLogprob === null).length;
      onProgress?.(result.scored, total);
    }
    return result;
  } finally {
    database.close();
  }
}

type ScoreRow = ReturnType<typeof scoreRow>;

/** So that the same scores give the same bytes, however many runs made them. */
function byKey(a: ScoreRow, b: ScoreRow): number {
  return (
    Number(a.sample_index) - Number(b.sample_index) || (String(a.problem_id) < String(b.problem_id) ? -1 : 1)
  );
}

/** The files of scores that lack some, each with the texts whose scores it lacks. */
async function unscoredFiles(
  database: Database,
  textFiles: readonly string[],
  scores: string,
  n: number
): Promise<{file: string; missing: StoredText[]}[]> {
  const pending: {file: string; missing: StoredText[]}[] = [];
  for (const texts of textFiles) {
    const file = join(scores, basename(texts));
    const missing = await database.rows<StoredText>(
      `SELECT problem_id, sample_index, completion, finish_reason FROM read_parquet(${quote(texts)})
       ANTI JOIN (${await selectScores(database, file)}) USING (problem_id, sample_index)
       WHERE sample_index < ${n} ORDER BY sample_index, problem_id`
    );
    if (missing.length > 0) pending.push({file, missing});
  }
  return pending;
}

function selectScores(database: Database, file: string): Promise<string> {
  return selectFiles(database, existsSync(file) ? [file] : [], scoreColumns);
}

/** Scores texts; identical texts of one problem are scored once. */
async function scoreMissing(
  missing: readonly StoredText[],
  {problems, prompt: template, benchmark, author, scoredBy, model}: ScoreTextsOptions
): Promise<Score[]> {
  const byId = new Map(problems.map((problem) => [problem.problemId, problem]));
  const places = new Map<string, number>();
  const distinct = missing.filter((text) => {
    const isNew = !places.has(textKey(text));
    if (isNew) places.set(textKey(text), places.size);
    return isNew;
  });
  const requests = distinct.map((text) => scoringRequest(template, byId.get(text.problem_id)!, text));
  const scorer = await model();
  const tokenScores = await scorer.score(requests);
  return missing.map((text) => ({
    benchmark,
    policy: author,
    problemId: text.problem_id,
    sampleIndex: text.sample_index,
    scoredBy,
    ...totals(tokenScores[places.get(textKey(text))!]!)
  }));
}

function textKey({problem_id, completion, finish_reason}: StoredText): string {
  return JSON.stringify([problem_id, finish_reason, completion]);
}

function totals(scores: TokenScores | null): Pick<Score, "sumLogprob" | "tokens" | "meanEntropy"> {
  if (scores === null) return {sumLogprob: null, tokens: null, meanEntropy: null};
  const {logprobs, entropies} = scores;
  const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);
  const tokens = logprobs.length;
  const meanEntropy = tokens === 0 || entropies === null ? null : sum(entropies) / tokens;
  return {sumLogprob: sum(logprobs), tokens, meanEntropy};
}
