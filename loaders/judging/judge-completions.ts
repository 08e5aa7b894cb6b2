import {existsSync} from "node:fs";
import {basename, join} from "node:path";
import type {FinishReason} from "../schema/completion.js";
import {ownsFile} from "../schema/sharding/shard-file.js";
import type {Shard} from "../schema/sharding/shard.js";
import type {OnProgress} from "../schema/progress.js";
import type {Problem} from "../schema/problem.js";
import {verdictColumns, verdictRow, type Verdict} from "../schema/verdict.js";
import {checkRows} from "../store/check-rows.js";
import {Database, quote} from "../store/database.js";
import {drawnBy} from "../store/drawn-by.js";
import {writeRecorded} from "../store/file-record.js";
import {parquetRowCounts} from "../store/parquet.js";
import {selectFiles} from "../store/read-files.js";
import {completionKind, verdictKind} from "../store/row-rules.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";
import {removeStaleTemporaries} from "../store/write-file.js";
import type {Verifier} from "../verification/verifier.js";
import {JudgementMemory} from "./judgement-memory.js";

export interface JudgeOptions {
  run: RunFolder;
  benchmark: string;
  policy: string;
  problems: readonly Problem[];
  verifier: Verifier;
  /** The part of the files that are judged, beside other processes; null or not given for all. */
  shard?: Shard | null | undefined;
  /** Judges again what the verifier failed on before. */
  retryErrors?: boolean | undefined;
  /** Judgements of identical items; share one among the policies of a benchmark. */
  memory?: JudgementMemory | undefined;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
}

export interface JudgeResult {
  /** Verdicts written. */
  judged: number;
  /** Of these, the pairs that the verifier saw: the rest were identical to one of them. */
  distinct: number;
  /** Of these, the verdicts `error`. */
  errors: number;
  /** What the verifier said of the first of these. */
  firstError?: string | undefined;
}

interface StoredCompletion {
  problem_id: string;
  sample_index: number;
  completion: string;
  finish_reason: FinishReason;
}

/** Judges every completion of one (benchmark, policy) that has no verdict by this version of the verifier, a file at a time. */
export async function judgeCompletions(options: JudgeOptions): Promise<JudgeResult> {
  const {run, benchmark, policy, verifier, onProgress, signal, shard = null} = options;
  const folder = run.verdicts(verifier, benchmark, policy);
  removeStaleTemporaries(folder);
  const database = await Database.open();
  try {
    const isOwn = (file: string): boolean => ownsFile(shard, benchmark, basename(file));
    const completionFiles = parquetFiles(run.completions(benchmark, policy)).filter(isOwn);
    const verdictFiles = parquetFiles(folder).filter(isOwn);
    const known = {benchmark, problems: options.problems.map(({problemId}) => problemId)};
    await checkRows(database, completionFiles, completionKind(drawnBy(run, benchmark, policy)), known);
    await checkRows(database, verdictFiles, verdictKind, {...known, keysOf: completionFiles});
    const files = await unjudgedFiles(database, completionFiles, verdictFiles, folder, options);
    const total = files.reduce((sum, {missing}) => sum + missing, 0);
    const memory = options.memory ?? new JudgementMemory();
    const result: JudgeResult = {judged: 0, distinct: 0, errors: 0};
    onProgress?.(0, total);
    for (const {completions, verdicts} of files) {
      if (signal?.aborted) break;
      const kept = await keptVerdicts(database, verdicts, options);
      const judgedRows = await judgeFile(database, completions, kept, {...options, memory}, (distinct) => {
        result.distinct += distinct;
      });
      await writeRecorded(verdicts, verdictColumns, [...kept, ...judgedRows.map(verdictRow)]);
      result.judged += judgedRows.length;
      const errors = judgedRows.filter(({verdict}) => verdict === "error");
      result.errors += errors.length;
      result.firstError ??= errors[0]?.rule;
      onProgress?.(result.judged, total);
    }
    return result;
  } finally {
    database.close();
  }
}

interface FilePair {
  completions: string;
  verdicts: string;
  missing: number;
}

/** Completion files whose verdict file lacks rows. A verdict file is written whole, so that counting rows is enough. */
async function unjudgedFiles(
  database: Database,
  completionFiles: readonly string[],
  verdictFiles: readonly string[],
  verdictFolder: string,
  {retryErrors = false}: JudgeOptions
): Promise<FilePair[]> {
  const completionCounts = await parquetRowCounts(database, completionFiles);
  const verdictCounts = await parquetRowCounts(database, verdictFiles);
  if (retryErrors && verdictFiles.length > 0) {
    const list = verdictFiles.map(quote).join(", ");
    const good = await database.rows<{filename: string; good: number}>(
      `SELECT filename, count(*) FILTER (verdict <> 'error') AS good FROM read_parquet([${list}], filename = true) GROUP BY filename`
    );
    for (const {filename, good: count} of good) verdictCounts.set(filename, count);
  }
  return completionFiles
    .map((completions) => {
      const verdicts = join(verdictFolder, basename(completions));
      return {
        completions,
        verdicts,
        missing: completionCounts.get(completions)! - (verdictCounts.get(verdicts) ?? 0)
      };
    })
    .filter(({missing}) => missing > 0);
}

type VerdictRow = ReturnType<typeof verdictRow>;

/** Verdicts of a file that stay: all that are there, less the errors if these are to be tried again. */
async function keptVerdicts(
  database: Database,
  file: string,
  {retryErrors = false}: JudgeOptions
): Promise<VerdictRow[]> {
  const rows = await selectFiles(database, existsSync(file) ? [file] : [], verdictColumns);
  return database.rows<VerdictRow>(retryErrors ? `FROM (${rows}) WHERE verdict <> 'error'` : rows);
}

async function judgeFile(
  database: Database,
  file: string,
  kept: readonly VerdictRow[],
  {benchmark, policy, problems, verifier, memory}: JudgeOptions & {memory: JudgementMemory},
  onDistinct: (distinct: number) => void
): Promise<Verdict[]> {
  const byId = new Map(problems.map((problem) => [problem.problemId, problem]));
  const known = new Set(kept.map((row) => `${String(row.sample_index)} ${String(row.problem_id)}`));
  const stored = await database.rows<StoredCompletion>(
    `SELECT problem_id, sample_index, completion, finish_reason FROM read_parquet(${quote(file)})`
  );
  const missing = stored.filter((row) => !known.has(`${row.sample_index} ${row.problem_id}`));
  const items = missing.map(({problem_id, completion, finish_reason: finishReason}) => ({
    problem: byId.get(problem_id)!,
    completion,
    finishReason
  }));
  const start = performance.now();
  const {judgements, distinct} = await memory.judge(verifier, items);
  const ms = (performance.now() - start) / Math.max(1, distinct);
  onDistinct(distinct);
  return missing.map(({problem_id, sample_index}, i) => ({
    benchmark,
    policy,
    problemId: problem_id,
    sampleIndex: sample_index,
    verifier: verifier.id,
    ms,
    ...judgements[i]!
  }));
}
