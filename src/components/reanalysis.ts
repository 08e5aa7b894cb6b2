import type {Table} from "apache-arrow";
import {coverageTable, type CoverageTable, type ProblemCount} from "../metrics/coverage-table.js";
import type {StudySummary} from "../metrics/study-summary.js";
import type {BrowserDatabase} from "./database.js";

export interface ReanalysisOptions {
  withoutTruncated: boolean;
  /** Seed of the bootstrap. */
  seed: number;
  level: number;
  replicates: number;
}

const kept = {
  all: "SELECT * FROM main.completions",
  finished: "SELECT * FROM main.completions WHERE finish_reason <> 'length'"
};

/** Makes the coverage table anew from the completions: the loader's SQL on DuckDB-wasm, then the loader's estimators. */
export async function reanalyse(
  database: BrowserDatabase,
  problemCountsSql: string,
  study: StudySummary,
  {withoutTruncated, ...options}: ReanalysisOptions
): Promise<CoverageTable> {
  const result = await database.queryFiltered(problemCountsSql, withoutTruncated ? kept.finished : kept.all);
  const table = coverageTable(problemCounts(result), study.policies, options);
  const order = study.benchmarks.map(({benchmark}) => benchmark);
  table.benchmarks.sort((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
  return table;
}

/** Rows of problem-counts.sql. */
function problemCounts(result: Table): ProblemCount[] {
  const column = (name: string): Iterable<unknown> => {
    const vector = result.getChild(name);
    if (!vector) throw new Error(`the query's result has no column ${name}`);
    return vector;
  };
  const benchmarks = Array.from(column("benchmark"), String);
  const policies = Array.from(column("policy"), String);
  const ids = Array.from(column("problem_id"), String);
  const ns = Array.from(column("n"), Number);
  const cs = Array.from(column("c"), Number);
  return benchmarks.map((benchmark, i) => ({
    benchmark,
    policy: policies[i]!,
    problem_id: ids[i]!,
    n: ns[i]!,
    c: cs[i]!
  }));
}
