import type {Table, Utf8, Vector} from "apache-arrow";
import type {ProblemCount} from "../../../metrics/counts/problem-count.js";
import {coverageTable, type CoverageTable} from "../../../metrics/coverage/coverage-table.js";
import type {GuessRate} from "../../../metrics/guess/guess-rate.js";
import type {PolicySummary} from "../../../metrics/study/study-summary.js";
import {selectedTallies} from "../../../sql/tally-selection.js";
import {textLiteral} from "../../../sql/text-literal.js";
import {columnTexts} from "./column-texts.js";
import type {BrowserDatabase} from "./database.js";

/** Where a re-analysis counts from. */
export interface ReanalysisSource {
  /** With the tables `tallies`, `experiment_cells` and `problems`. */
  database: BrowserDatabase;
  /** Text of problem-counts.sql. */
  problemCountsSql: string;
  experiment: string;
  guessRates: readonly GuessRate[];
}

/** Everything that an analysis of one benchmark may choose. */
export interface Analysis {
  benchmark: string;
  /** In the study's order. */
  policies: readonly PolicySummary[];
  verifier: string;
  withoutTruncated: boolean;
  /** Leaves out problems that guessing solves at a higher rate; null keeps all. */
  mostGuessable: number | null;
  interval: "score" | "percentile" | "bca";
  clustered: boolean;
  seed: number;
  level: number;
  replicates: number;
}

/** Counts of the problems that an analysis keeps, and how their clusters are drawn. */
export interface CountedProblems {
  counts: ProblemCount[];
  clusters: Map<string, string> | undefined;
}

/** Counts one benchmark anew: the loader's SQL on DuckDB-wasm. Throws where the problems that are left are one cluster. */
export async function countProblems(
  {database, problemCountsSql, experiment, guessRates}: ReanalysisSource,
  {benchmark, verifier, withoutTruncated, mostGuessable, clustered}: Analysis
): Promise<CountedProblems> {
  const query = selectedTallies(problemCountsSql, {
    experiment,
    verifiers: new Map([[benchmark, verifier]]),
    withoutTruncated
  });
  const all = problemCounts(benchmark, await database.query(query));
  const guessable = new Set(
    guessRates
      .filter((row) => row.benchmark === benchmark && row.guess_rate > (mostGuessable ?? Infinity))
      .map((row) => row.problem_id)
  );
  const counts = all.filter((row) => !guessable.has(row.problem_id));
  const clusters = clustered ? await problemClusters(database, benchmark) : undefined;
  if (clusters && new Set(counts.map(({problem_id: id}) => clusters.get(id) ?? id)).size < 2)
    throw new Error("the problems that are left are one cluster: resample single problems instead");
  return {counts, clusters};
}

/** The coverage table of one benchmark from its counts, by the loader's estimators. */
export function estimateCoverage(
  {counts, clusters}: CountedProblems,
  {policies, interval: method, seed, level, replicates}: Analysis
): CoverageTable {
  return coverageTable(counts, policies, {level, replicates, seed, method, ...(clusters ? {clusters} : {})});
}

/** The verifiers that judged completions of a benchmark, in the order of their names. */
export async function judgingVerifiers(database: BrowserDatabase, benchmark: string): Promise<string[]> {
  const result = await database.query(
    `SELECT DISTINCT verifier FROM tallies WHERE benchmark = ${textLiteral(benchmark)} AND verdict IS NOT NULL ORDER BY verifier`
  );
  return texts(result, "verifier");
}

/** Cluster of each problem that has one; empty where the benchmark names none. */
export async function problemClusters(
  database: BrowserDatabase,
  benchmark: string
): Promise<Map<string, string>> {
  const result = await database.query(
    `SELECT problem_id, "cluster" FROM problems WHERE benchmark = ${textLiteral(benchmark)} AND "cluster" IS NOT NULL`
  );
  const names = texts(result, "cluster");
  return new Map(texts(result, "problem_id").map((id, i) => [id, names[i]!]));
}

/** Rows of problem-counts.sql, all of one benchmark. */
function problemCounts(benchmark: string, result: Table): ProblemCount[] {
  const policies = texts(result, "policy");
  const ids = texts(result, "problem_id");
  const ns = column(result, "n").toArray() as Int32Array;
  const cs = column(result, "c").toArray() as Int32Array;
  return ids.map((id, i) => ({
    benchmark,
    policy: policies[i]!,
    problem_id: id,
    n: ns[i]!,
    c: cs[i]!
  }));
}

function texts(result: Table, name: string): string[] {
  return columnTexts(column(result, name) as Vector<Utf8>);
}

function column(result: Table, name: string): Vector {
  const vector = result.getChild(name);
  if (!vector) throw new Error(`the query's result has no column ${name}`);
  return vector;
}
