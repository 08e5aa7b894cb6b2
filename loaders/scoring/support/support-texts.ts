import {completionColumns, laterCompletionColumns, type FinishReason} from "../../schema/completion.js";
import {referenceColumns} from "../../schema/score.js";
import type {Benchmark, Policy} from "../../schema/study.js";
import {verdictColumns} from "../../schema/verdict.js";
import type {Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles, type RunFolder} from "../../store/run-folder.js";

/** Incorrect texts of a problem that each author is represented by: the first ones. */
const INCORRECT = 16;

/** A text that an author wrote for a problem. */
export interface SupportText {
  problem_id: string;
  /** Of the author's first completion with this text. */
  sample_index: number;
  completion: string;
  finish_reason: FinishReason;
}

/**
 * The distinct texts of a policy on a benchmark among its first n completions of each problem: the correct ones, at most `most` of
 * a problem, and the first 16 incorrect ones. What ended nobody knows how counts as ended by itself, which bounds its probability from
 * below. `limit`: the token limit of whoever reads them; texts that were cut at another one are no texts of that reader, and left out.
 */
export async function completionTexts(
  database: Database,
  run: RunFolder,
  {benchmark, author, n}: {benchmark: Benchmark; author: Policy; n: number},
  {most, limit}: {most: number; limit: number}
): Promise<SupportText[]> {
  const verifier = run.newestVerifier(benchmark.verifier);
  const files = parquetFiles(run.completions(benchmark.id, author.id));
  const completions = await selectFiles(database, files, completionColumns, laterCompletionColumns);
  const judged = parquetFiles(run.verdicts(verifier, benchmark.id, author.id));
  const verdicts = await selectFiles(database, judged, verdictColumns);
  const isWhole = author.sampling.maxTokens === limit ? "true" : "finish_reason IS DISTINCT FROM 'length'";
  return database.rows<SupportText>(
    `WITH judged AS (
       SELECT problem_id, sample_index, completion, coalesce(finish_reason, 'stop') AS finish_reason, verdict
       FROM (${completions}) JOIN (${verdicts}) USING (problem_id, sample_index)
       WHERE sample_index < ${n} AND verdict IN ('correct', 'incorrect') AND ${isWhole}
     ),
     texts AS (
       SELECT problem_id, completion, finish_reason, min(sample_index) AS sample_index,
         arg_min(verdict, sample_index) AS verdict
       FROM judged GROUP BY ALL
     ),
     ranked AS (
       SELECT *, row_number() OVER (PARTITION BY problem_id, verdict ORDER BY sample_index) AS place FROM texts
     )
     SELECT problem_id, sample_index, completion, finish_reason FROM ranked
     WHERE ${Number.isFinite(most) ? `place <= CASE verdict WHEN 'correct' THEN ${most} ELSE ${INCORRECT} END` : `verdict = 'correct' OR place <= ${INCORRECT}`}
     ORDER BY problem_id, sample_index`
  );
}

/** The reference solutions of a benchmark. */
export async function referenceTexts(
  database: Database,
  run: RunFolder,
  benchmark: string
): Promise<SupportText[]> {
  const references = await selectFiles(database, parquetFiles(run.references(benchmark)), referenceColumns);
  return database.rows<SupportText>(
    `SELECT problem_id, sample_index, completion, finish_reason FROM (${references}) ORDER BY problem_id, sample_index`
  );
}
