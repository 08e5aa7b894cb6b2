import {basename} from "node:path";
import {completionColumns, laterCompletionColumns} from "../../schema/completion.js";
import {verdictColumns} from "../../schema/verdict.js";
import {quote, type Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import type {CellUnit} from "./cell-units.js";

/**
 * Makes of a unit the temporary tables that `unitQueries` reads. `unit` has a row for each completion that an experiment counts:
 * its text as 64 bits of its MD5, because DuckDB's own hash takes some similar texts for one, and the verdict of the benchmark's
 * own verifier, NULL where it has none. `others` has the verdicts of the other verifiers. In both, `problem` is the place of the
 * problem in `ids`. `texts` has a row for each text and verdict of a problem.
 */
export async function createUnitRows(database: Database, {source, names}: CellUnit): Promise<void> {
  const {cell, verdicts} = source;
  const wanted = new Set(names);
  const known = new Set(source.completions.map((file) => basename(file)));
  const select = (files: readonly string[]): Promise<string> =>
    selectFiles(
      database,
      // Verdicts in files of their own can be of any completion.
      files.filter((file) => wanted.has(basename(file)) || !known.has(basename(file))),
      verdictColumns
    );
  const completions = await selectFiles(
    database,
    source.completions.filter((file) => wanted.has(basename(file))),
    completionColumns,
    laterCompletionColumns
  );
  const [own, ...others] = verdicts;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ids AS
     SELECT problem_id, CAST(row_number() OVER (ORDER BY problem_id) AS INTEGER) AS problem
     FROM (SELECT DISTINCT problem_id FROM (${completions}))`
  );
  await database.run(unitSql(completions, await select(own!.files), source));
  const parts: string[] = [];
  for (const {verifier, files} of others)
    parts.push(`SELECT ${quote(verifier.id)} AS verifier, * FROM (${await select(files)})`);
  if (parts.length === 0) parts.push(`SELECT '' AS verifier, * FROM (${await select([])}) WHERE false`);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE others AS
     SELECT verifier, problem, sample_index, verdict, reason, extracted, rule
     FROM (${parts.join(" UNION ALL ")}) JOIN ids USING (problem_id) WHERE sample_index < ${cell.n}`
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE texts AS
     SELECT problem, text, verdict, min(sample_index) AS sample_index, count(*) AS count, min(characters) AS length
     FROM unit GROUP BY problem, text, verdict`
  );
}

function unitSql(completions: string, verdicts: string, {cell, terms}: CellUnit["source"]): string {
  const key = "problem::BIGINT * 2147483648 + sample_index AS key";
  return `CREATE OR REPLACE TEMP TABLE unit AS
    SELECT c.* EXCLUDE (key), verdict, reason, extracted, rule, ${smallestOf(terms.ns)} AS smallest_n
    FROM (
      SELECT problem, sample_index, ${key}, CASE WHEN engine = 'imported' THEN seed END AS seed,
        md5_number_lower(completion) AS text, length(completion) AS characters, trim(completion) = '' AS is_blank,
        CASE WHEN contains(completion, '<think>')
          THEN NOT contains(regexp_extract(completion, '(?s)^.*<think>(.*)$', 1), '</think>') ELSE false END AS is_open,
        finish_reason, completion_tokens AS tokens, mean_entropy, attempts,
        ${terms.hasChance ? "exp(sum_logprob)" : "NULL::DOUBLE"} AS chance
      FROM (${completions}) JOIN ids USING (problem_id) WHERE sample_index < ${cell.n}
    ) c
    LEFT JOIN (
      SELECT ${key}, verdict, reason, extracted, rule FROM (${verdicts}) JOIN ids USING (problem_id)
    ) USING (key)`;
}

/** SQL for the smallest of some numbers, in ascending order, that is above a row's sample_index; the largest where none is. */
function smallestOf(ns: readonly number[]): string {
  const cases = ns.slice(0, -1).map((n) => `WHEN sample_index < ${n} THEN ${n}`);
  const most = ns.at(-1)!;
  return cases.length === 0 ? `${most}` : `CASE ${cases.join(" ")} ELSE ${most} END`;
}
