import type {Counts} from "../../src/metrics/counts/counts.js";
import type {StoppingRule} from "../../src/metrics/counts/stopping-rule.js";
import {completionColumns} from "../schema/completion.js";
import {verdictColumns} from "../schema/verdict.js";
import type {StudyCell} from "../schema/study/study-cells.js";
import type {Database} from "./database.js";
import {selectFiles} from "./read-files.js";
import {parquetFiles, type RunFolder} from "./run-folder.js";

/** What a run has of one problem under one policy between two looks. */
interface Part {
  problem_id: string;
  /** The look that they belong to: its place among the looks. */
  look: number;
  completions: number;
  judged: number;
  correct: number;
  /** A completion whose tokens nobody counted has as many as it may have. */
  tokens: number;
}

/** Counts of one problem as a stopping rule takes them at a look. */
export interface LookCounts extends Counts {
  problemId: string;
  /** Completions that the rule asks for up to this look: those of the look at which it stopped, or of this one. */
  asked: number;
  /** Stored completions among them, and their tokens. */
  completions: number;
  tokens: number;
  isStopped: boolean;
}

/**
 * The counts of each of `problems` (ids) of a cell at the look of n completions, by the verdicts of the benchmark's verifier: up to the
 * first look at which the rule stops, or else up to this one. What lies beyond counts in nothing. A verifier's failure is no verdict.
 */
export async function lookCounts(
  database: Database,
  run: RunFolder,
  {policy, benchmark}: StudyCell,
  {
    problems,
    looks,
    rule,
    n
  }: {problems: readonly string[]; looks: readonly number[]; rule: StoppingRule | null; n: number}
): Promise<LookCounts[]> {
  const sizes = looks.filter((size) => size <= n);
  const files = parquetFiles(run.completions(benchmark.id, policy.id));
  const verdicts = parquetFiles(
    run.verdicts(run.newestVerifier(benchmark.verifier), benchmark.id, policy.id)
  );
  const look = sizes.map((size, place) => `WHEN sample_index < ${size} THEN ${place}`).join(" ");
  const rows = await database.rows<Part>(
    `SELECT problem_id, CASE ${look} END AS look, count(*)::INTEGER AS completions,
       (count(*) FILTER (verdict IN ('correct', 'incorrect')))::INTEGER AS judged,
       (count(*) FILTER (verdict = 'correct'))::INTEGER AS correct,
       sum(coalesce(completion_tokens, ${policy.sampling.maxTokens}))::DOUBLE AS tokens
     FROM (${await selectFiles(database, files, completionColumns)})
     LEFT JOIN (${await selectFiles(database, verdicts, verdictColumns)}) USING (problem_id, sample_index)
     WHERE sample_index < ${sizes.at(-1)!}
     GROUP BY problem_id, look`
  );
  const parts = new Map(rows.map((row) => [JSON.stringify([row.problem_id, row.look]), row]));
  return problems.map((problemId) => {
    const counts: LookCounts = {problemId, n: 0, c: 0, asked: 0, completions: 0, tokens: 0, isStopped: false};
    for (const [place, size] of sizes.entries()) {
      const part = parts.get(JSON.stringify([problemId, place]));
      counts.n += part?.judged ?? 0;
      counts.c += part?.correct ?? 0;
      counts.completions += part?.completions ?? 0;
      counts.tokens += part?.tokens ?? 0;
      counts.asked = size;
      counts.isStopped = rule !== null && size >= rule.first && counts.c >= rule.successes;
      if (counts.isStopped) break;
    }
    return rule === null ? counts : {...counts, rule};
  });
}
