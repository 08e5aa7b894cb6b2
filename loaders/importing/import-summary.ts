import {verdictColumns} from "../schema/verdict.js";
import {quote, type Database} from "../store/database.js";
import {selectFiles} from "../store/read-files.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";
import {selectCounts} from "../store/select-counts.js";
import type {ImportRecord} from "./storing/import-record.js";

/** What a verifier says of the imported completions of one policy on one benchmark. */
export interface VerdictSummary {
  /** Completions with a verdict, or tries of a count. */
  n: number;
  correct: number;
  /** Mean over problems of the share that is correct. */
  pass_at_1: number;
}

/** What an import brought for one policy and benchmark: a line of `--json`. */
export interface ImportSummary {
  policy: string;
  benchmark: string;
  /** Ids of the formats of its files, with commas. */
  format: string;
  problems: number;
  /** Of bare counts the tries. */
  completions: number;
  /** Completions that say the same as an earlier one of their problem. */
  identical_repeats: number;
  /** By verifier: other tools' and ours. */
  verdicts: Record<string, VerdictSummary>;
  /** What a tool says of each problem as a whole, with its mean: it judges no completion. */
  problem_metrics: Record<string, {problems: number; mean: number | null}>;
  /** Rows that became no completion, and why. */
  skipped: number;
  skipped_reasons: Record<string, number>;
  notes: Record<string, number>;
}

/** One summary for each benchmark of an import, from the run's files. */
export async function importSummaries(
  database: Database,
  run: RunFolder,
  {policy, benchmarks}: ImportRecord
): Promise<ImportSummary[]> {
  const summaries: ImportSummary[] = [];
  for (const found of benchmarks) {
    const {benchmark, formats, problems, completions, counted, skipped, notes} = found;
    const reasons = Object.entries(skipped).map(([reason, {rows}]) => [reason, rows] as const);
    summaries.push({
      policy,
      benchmark,
      format: formats.join(","),
      problems,
      completions: completions === 0 ? counted : completions,
      identical_repeats: await identicalRepeats(database, run, benchmark, policy),
      verdicts: await verdictSummaries(database, run, benchmark, policy),
      problem_metrics: found.problemMetrics,
      skipped: reasons.reduce((sum, [, rows]) => sum + rows, 0),
      skipped_reasons: Object.fromEntries(reasons),
      notes
    });
  }
  return summaries;
}

/** Completions less the different texts of each problem. */
async function identicalRepeats(
  database: Database,
  run: RunFolder,
  benchmark: string,
  policy: string
): Promise<number> {
  const files = parquetFiles(run.completions(benchmark, policy));
  if (files.length === 0) return 0;
  const rows = await database.rows<{repeats: number}>(
    `SELECT coalesce(sum(n - texts), 0)::BIGINT AS repeats FROM (
       SELECT count(*) AS n, count(DISTINCT hash(completion)) AS texts
       FROM read_parquet([${files.map(quote).join(", ")}]) GROUP BY problem_id)`
  );
  return rows[0]!.repeats;
}

/** What each verifier says of a policy on a benchmark, in the order of their ids. */
export async function verdictSummaries(
  database: Database,
  run: RunFolder,
  benchmark: string,
  policy: string
): Promise<Record<string, VerdictSummary>> {
  const parts = [];
  for (const verifier of run.verifiers()) {
    const files = parquetFiles(run.verdicts(verifier, benchmark, policy));
    if (files.length === 0) continue;
    parts.push(
      `SELECT ${quote(verifier.id)} AS verifier, problem_id,
         count(*) FILTER (verdict <> 'error') AS n, count(*) FILTER (verdict = 'correct') AS c
       FROM (${await selectFiles(database, files, verdictColumns)}) GROUP BY problem_id`
    );
  }
  const counts = parquetFiles(run.counts(benchmark, policy));
  if (counts.length > 0)
    parts.push(`SELECT verifier, problem_id, n, c FROM (${await selectCounts(database, counts)})`);
  if (parts.length === 0) return {};
  const rows = await database.rows<VerdictSummary & {verifier: string}>(
    `SELECT verifier, sum(n)::BIGINT AS n, sum(c)::BIGINT AS correct, avg(c / n) AS pass_at_1
     FROM (${parts.join(" UNION ALL ")}) WHERE n > 0 GROUP BY verifier ORDER BY verifier`
  );
  return Object.fromEntries(rows.map(({verifier, ...summary}) => [verifier, summary]));
}
