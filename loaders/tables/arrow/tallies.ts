import {readFile} from "node:fs/promises";
import type {Study} from "../../schema/study.js";
import {Database} from "../../store/database.js";
import {countTallies} from "../views/counts-view.js";
import {createJudgementsView, experimentCells} from "../views/judgements-view.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {arrowTable} from "./arrow-table.js";

const sql = new URL("../../../src/sql/tallies.sql", import.meta.url);

// Counting 10^7 completions takes seconds, and every loader of a build needs the counts.
const databases = new WeakMap<NodeJS.ProcessEnv, Promise<Database>>();

/**
 * Runs `use` with a database that has the tables `tallies` (tallies.sql over every completion and verdict of the study) and
 * `experiment_cells`. Loaders that pass the same environment object share one database: it counts once, and is closed with
 * the process.
 */
export async function withTallies<T>(
  environment: NodeJS.ProcessEnv,
  use: (database: Database, input: ReportInput) => Promise<T>
): Promise<T> {
  const input = reportInput(environment);
  let database = databases.get(environment);
  if (database === undefined) {
    database = openTallies(input);
    databases.set(environment, database);
  }
  return use(await database, input);
}

async function openTallies(input: ReportInput): Promise<Database> {
  const database = await Database.open();
  await createJudgementsView(database, input);
  await database.run(`CREATE TABLE tallies AS ${await readFile(sql, "utf8")}`);
  for (const counts of await countTallies(database, input))
    await database.run(`INSERT INTO tallies BY NAME ${counts}`);
  await database.run(
    "CREATE TABLE experiment_cells (experiment VARCHAR, benchmark VARCHAR, policy VARCHAR, n INTEGER)"
  );
  for (const {experiment, benchmark, policy, n} of experimentCells(input.study)) {
    await database.run("INSERT INTO experiment_cells VALUES ($1, $2, $3, $4)", [
      experiment,
      benchmark,
      policy,
      n
    ]);
  }
  return database;
}

/** The verifier of each benchmark of a study. */
export function studyVerifiers({benchmarks}: Study): Map<string, string> {
  return new Map(benchmarks.map(({id, verifier}) => [id, verifier]));
}

/** The table `tallies` as an Arrow IPC stream: what the live re-analysis counts from. */
export function talliesArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return tableArrow(environment, "FROM tallies");
}

/** The table `experiment_cells` as an Arrow IPC stream. */
export function experimentCellsArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return tableArrow(environment, "FROM experiment_cells");
}

function tableArrow(environment: NodeJS.ProcessEnv, query: string): Promise<Uint8Array> {
  return withTallies(environment, async (database) => arrowTable(await database.columns(query)));
}
