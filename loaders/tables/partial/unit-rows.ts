import {completionColumns, laterCompletionColumns} from "../../schema/completion.js";
import {verdictColumns} from "../../schema/verdict.js";
import {quote, type Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {basename} from "node:path";
import type {CellUnit} from "./cell-units.js";

/** Reasons that say that a verifier gave up on a completion, and judged it incorrect. */
const GAVE_UP = "'timeout', 'crash', 'memory', 'output_limit'";

/**
 * Makes of a unit the temporary tables `unit` (a row for each completion that an experiment counts, with the verdict of the
 * benchmark's own verifier and its text as a hash) and `others` (verdicts of the other verifiers), and the views `audited` and
 * `completions` that src/sql reads.
 */
export async function createUnitRows(database: Database, {source, names}: CellUnit): Promise<void> {
  const {cell, terms} = source;
  const wanted = new Set(names);
  const of = (files: readonly string[]): string[] => {
    const own = files.filter((file) => wanted.has(basename(file)));
    const known = new Set(source.completions.map((file) => basename(file)));
    return [...own, ...files.filter((file) => !known.has(basename(file)))];
  };
  const completions = await selectFiles(
    database,
    source.completions.filter((file) => wanted.has(basename(file))),
    completionColumns,
    laterCompletionColumns
  );
  const [own, ...others] = source.verdicts;
  const verdicts = await selectFiles(database, of(own!.files), verdictColumns);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE unit AS
     SELECT problem_id, sample_index, CASE WHEN engine = 'imported' THEN seed END AS seed,
       hash(completion) AS text, length(completion) AS characters, trim(completion) = '' AS is_blank,
       contains(completion, '<think>')
         AND NOT contains(regexp_extract(completion, '(?s)^.*<think>(.*)$', 1), '</think>') AS is_open,
       finish_reason, completion_tokens, mean_entropy, attempts,
       ${terms.hasChance ? "exp(sum_logprob)" : "NULL::DOUBLE"} AS chance,
       verdict, reason, extracted, rule, ${smallestOf(terms.ns)} AS smallest_n
     FROM (${completions}) LEFT JOIN (${verdicts}) USING (problem_id, sample_index)
     WHERE sample_index < ${cell.n}`
  );
  const parts: string[] = [];
  for (const {verifier, files} of others)
    parts.push(
      `SELECT ${quote(verifier.id)} AS verifier, * FROM (${await selectFiles(database, of(files), verdictColumns)})`
    );
  const none = await selectFiles(database, [], verdictColumns);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE others AS ${parts.length === 0 ? `SELECT '' AS verifier, * FROM (${none})` : parts.join(" UNION ALL ")}`
  );
  await createViews(database, source.cell.benchmark.id, source.cell.policy.id);
}

async function createViews(database: Database, benchmark: string, policy: string): Promise<void> {
  const key = `${quote(benchmark)} AS benchmark, ${quote(policy)} AS policy`;
  await database.run(
    `CREATE OR REPLACE TEMP VIEW audited AS
     SELECT ${key}, problem_id, sample_index, seed, text,
       coalesce(verdict IN ('correct', 'incorrect'), false) AS is_judged,
       coalesce(verdict = 'correct', false) AS is_correct,
       coalesce(verdict = 'error', false) AS is_error,
       coalesce(finish_reason = 'length', false) AS is_cut,
       finish_reason IS NOT NULL AS has_finish,
       coalesce(reason = 'no_answer', false) OR is_blank AS is_empty,
       coalesce(reason IN (${GAVE_UP}), false) AND verdict = 'incorrect' AS is_failed,
       coalesce((verdict = 'correct' AND some_incorrect) OR (verdict = 'incorrect' AND some_correct), false) AS is_disputed,
       chance, attempts, completion_tokens AS tokens
     FROM unit LEFT JOIN (
       SELECT problem_id, sample_index, bool_or(verdict = 'correct') AS some_correct, bool_or(verdict = 'incorrect') AS some_incorrect
       FROM others GROUP BY ALL
     ) USING (problem_id, sample_index)`
  );
  await database.run(
    `CREATE OR REPLACE TEMP VIEW completions AS
     SELECT ${key}, problem_id, sample_index, verdict, completion_tokens, mean_entropy, extracted FROM unit`
  );
}

/** SQL for the smallest of some numbers, in ascending order, that is above a row's sample_index; the largest where none is. */
function smallestOf(ns: readonly number[]): string {
  const cases = ns.slice(0, -1).map((n) => `WHEN sample_index < ${n} THEN ${n}`);
  const most = ns.at(-1)!;
  return cases.length === 0 ? `${most}` : `CASE ${cases.join(" ")} ELSE ${most} END`;
}
