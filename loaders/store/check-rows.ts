import {UserError} from "../schema/user-error.js";
import {checkColumns} from "./check-columns.js";
import {refuseChangedFiles} from "./check-files.js";
import {quote, type Database} from "./database.js";
import {explainUnreadable, parquetRowCounts} from "./parquet.js";
import type {RowKind} from "./row-rules.js";

interface CheckOptions {
  benchmark: string;
  /** Ids of the benchmark's problems. */
  problems: readonly string[];
  /** Files whose keys the rows must have: the completions of verdicts and scores. */
  keysOf?: readonly string[];
}

const remedy = "restore the file from a copy, or move it away and run again to make it anew";

/**
 * Throws a UserError that names the first row, of some Parquet files of one policy on one benchmark, that does not fit: a
 * value out of its range, a problem that the benchmark lacks, a key that occurs twice, a file that was changed or is cut.
 * Ten million rows take some seconds and some hundred megabytes.
 */
export async function checkRows(
  database: Database,
  files: readonly string[],
  kind: RowKind,
  {benchmark, problems, keysOf}: CheckOptions
): Promise<void> {
  if (files.length === 0) return;
  await parquetRowCounts(database, files);
  await checkColumns(database, files, kind.columns, kind.optional);
  refuseChangedFiles(files);
  const rows = readFiles(files);
  try {
    await refuseBadValue(database, rows, kind);
    await database.run(
      `CREATE OR REPLACE TEMP TABLE known_problem AS
       SELECT unnest(CAST($1 AS JSON)::VARCHAR[]) AS problem_id, generate_subscripts(CAST($1 AS JSON)::VARCHAR[], 1) AS problem`,
      [JSON.stringify(problems)]
    );
    await refuseUnknownProblem(database, rows, kind, benchmark);
    await refuseDuplicate(database, rows);
    if (keysOf !== undefined) await refuseUnknownKey(database, rows, keysOf, kind);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw await explainUnreadable(database, [...files, ...(keysOf ?? [])], error, true);
  }
}

function readFiles(files: readonly string[]): string {
  return `read_parquet([${files.map(quote).join(", ")}], filename = true, hive_partitioning = false)`;
}

interface Key {
  filename: string;
  problem_id: string | null;
  sample_index: number | null;
}

async function refuseBadValue(database: Database, rows: string, {rules}: RowKind): Promise<void> {
  const faults = rules.map(({isBad}, i) => `WHEN ${isBad} THEN ${i}`).join(" ");
  const values = rules.map(({column}, i) => `WHEN ${i} THEN ${column}::VARCHAR`).join(" ");
  const [bad] = await database.rows<Key & {broken: number; value: string | null}>(
    `SELECT filename, problem_id, sample_index, broken, CASE broken ${values} END AS value
     FROM (SELECT *, CASE ${faults} END AS broken FROM ${rows}) WHERE broken IS NOT NULL LIMIT 1`
  );
  if (bad === undefined) return;
  const {column, expected} = rules[bad.broken]!;
  throw new UserError(
    `${bad.filename}: ${shownKey(bad)}: ${column} is ${shown(bad.value)}, must be ${expected}: ${remedy}`
  );
}

async function refuseUnknownProblem(
  database: Database,
  rows: string,
  {name}: RowKind,
  benchmark: string
): Promise<void> {
  const [bad] = await database.rows<Key>(
    `SELECT filename, problem_id, sample_index FROM ${rows} ANTI JOIN known_problem USING (problem_id) LIMIT 1`
  );
  if (bad === undefined) return;
  throw new UserError(
    `${bad.filename} has ${name} of the problem ${shown(bad.problem_id).slice(1, -1)}, which is not in the benchmark ${benchmark}: move the file away or restore the benchmark`
  );
}

/** A key is one bit of 64 in its group: as many bits as rows, or one occurs twice. Far less memory than a set of keys. */
async function refuseDuplicate(database: Database, rows: string): Promise<void> {
  const [group] = await database.rows<{problem: number; part: number}>(
    `SELECT problem, sample_index // 64 AS part FROM ${rows} JOIN known_problem USING (problem_id)
     GROUP BY ALL HAVING count(*) > bit_count(bit_or(1::UBIGINT << (sample_index % 64)::UBIGINT)) LIMIT 1`
  );
  if (group === undefined) return;
  const [twice] = await database.rows<Key & {other: string}>(
    `SELECT problem_id, sample_index, min(filename) AS filename, max(filename) AS other
     FROM ${rows} JOIN known_problem USING (problem_id)
     WHERE problem = ${group.problem} AND sample_index // 64 = ${group.part}
     GROUP BY problem_id, sample_index HAVING count(*) > 1 ORDER BY sample_index LIMIT 1`
  );
  const {filename, other} = twice!;
  const places = filename === other ? "twice" : `here and in ${other}`;
  throw new UserError(
    `${filename}: ${shownKey(twice!)} occurs ${places}: move one of them away, then run again`
  );
}

async function refuseUnknownKey(
  database: Database,
  rows: string,
  keysOf: readonly string[],
  {name}: RowKind
): Promise<void> {
  const keys =
    keysOf.length === 0 ? "" : `ANTI JOIN ${readFiles(keysOf)} AS known USING (problem_id, sample_index)`;
  const [bad] = await database.rows<Key>(
    `SELECT rows.filename, problem_id, sample_index FROM ${rows} AS rows ${keys} LIMIT 1`
  );
  if (bad === undefined) return;
  throw new UserError(
    `${bad.filename}: ${shownKey(bad)} is of no completion that the run has: move the file away (${name} are made again), or restore the completions`
  );
}

function shownKey({problem_id, sample_index}: Key): string {
  return `problem_id ${shown(problem_id)}, sample_index ${shown(sample_index)}`;
}

function shown(value: string | number | null): string {
  if (value === null) return "NULL";
  return typeof value === "number" ? String(value) : JSON.stringify(value.slice(0, 80));
}
