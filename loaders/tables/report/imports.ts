import type {ImportedCell, ImportsTable} from "../../../src/metrics/study/imports.js";
import {
  readImportRecord,
  type BenchmarkSummary,
  type ImportRecord
} from "../../importing/storing/import-record.js";
import {Database, quote} from "../../store/database.js";
import {parquetFiles, type RunFolder} from "../../store/run-folder.js";
import {reportInput} from "../views/report-input.js";

/** What the study's imports brought and left out, by policy and benchmark of the study: a table function for `writeTable`. */
export async function importsTable(environment: NodeJS.ProcessEnv): Promise<ImportsTable> {
  const {study, run} = reportInput(environment);
  const records = study.policies.flatMap(({id, samples}) =>
    samples === null ? [] : (readImportRecord(run, id) ?? [])
  );
  const table: ImportsTable = {cells: [], leftOut: []};
  const database = await Database.open();
  try {
    const first = new Map<string, Set<string>>();
    for (const record of records) {
      for (const found of record.benchmarks) {
        if (!study.benchmarks.some(({id}) => id === found.benchmark)) continue;
        table.cells.push(await cell(database, run, record, found, first));
      }
      table.leftOut.push(...record.leftOut.map((file) => ({policy: record.policy, ...file})));
    }
  } finally {
    database.close();
  }
  return table;
}

async function cell(
  database: Database,
  run: RunFolder,
  {policy, files}: ImportRecord,
  found: BenchmarkSummary,
  first: Map<string, Set<string>>
): Promise<ImportedCell> {
  const {benchmark, formats, completions, counted, join, skipped, notes, unknownFinish, problemMetrics} =
    found;
  const problems = await problemRows(database, run, benchmark, policy);
  const ids = new Set(problems.map(({problem_id}) => problem_id));
  const shared = first.get(benchmark) ?? ids;
  first.set(benchmark, shared);
  const ns = problems.map(({n}) => n).sort((a, b) => a - b);
  const hasTexts = completions > 0;
  return {
    policy,
    benchmark,
    formats,
    files: files.filter(({format}) => format !== null).length,
    problems: found.problems,
    completions: completions + counted,
    n: hasTexts ? {least: ns[0]!, median: ns[ns.length >> 1]!, most: ns.at(-1)!} : null,
    repeats: problems.reduce((sum, {n, texts}) => sum + n - texts, 0),
    constant: problems.filter(({n, texts}) => hasTexts && n > 1 && texts === 1).length,
    empty: problems.reduce((sum, {empty}) => sum + empty, 0),
    skipped: Object.entries(skipped).map(([reason, {rows, examples}]) => ({reason, rows, examples})),
    notes: Object.entries(notes).map(([note, rows]) => ({note, rows})),
    unknownFinish: Object.entries(unknownFinish).map(([word, n]) => ({word, completions: n})),
    problemMetrics: Object.entries(problemMetrics).map(([metric, value]) => ({metric, ...value})),
    alone: [...ids].filter((id) => !shared.has(id)).length,
    missing: [...shared].filter((id) => !ids.has(id)).length,
    otherPrompt: join.otherPrompt.length,
    otherGold: join.otherGold.length
  };
}

interface ProblemRow {
  problem_id: string;
  n: number;
  /** Different texts. */
  texts: number;
  empty: number;
}

/** Completions of each problem, how many texts they are, and how many are empty; of bare counts the tries. */
async function problemRows(
  database: Database,
  run: RunFolder,
  benchmark: string,
  policy: string
): Promise<ProblemRow[]> {
  const completions = parquetFiles(run.completions(benchmark, policy));
  const counts = parquetFiles(run.counts(benchmark, policy));
  if (completions.length > 0)
    return database.rows<ProblemRow>(
      `SELECT problem_id, count(*)::INTEGER AS n, count(DISTINCT hash(completion))::INTEGER AS texts,
         count(*) FILTER (trim(completion) = '')::INTEGER AS empty
       FROM read_parquet([${completions.map(quote).join(", ")}]) GROUP BY problem_id ORDER BY problem_id`
    );
  if (counts.length === 0) return [];
  return database.rows<ProblemRow>(
    `SELECT problem_id, max(n)::INTEGER AS n, max(n)::INTEGER AS texts, 0 AS empty
     FROM read_parquet([${counts.map(quote).join(", ")}]) GROUP BY problem_id ORDER BY problem_id`
  );
}
