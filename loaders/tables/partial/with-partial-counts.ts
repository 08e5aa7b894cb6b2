import {existsSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Database, quote} from "../../store/database.js";
import {countTallies} from "../views/counts-view.js";
import {experimentCells} from "../views/experiment-cells.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {makePartialCounts, type PlacedUnit} from "./make-partial-counts.js";
import {partialTables, type PartialTable} from "./partial-tables.js";

// Every loader of a build needs the counts.
const databases = new WeakMap<NodeJS.ProcessEnv, Promise<Database>>();

/** Memory beyond which DuckDB writes to the disk. */
const MEMORY = "3GB";

/**
 * Runs `use` with a database that has the partial counts of the study that the environment names, made where they lack: a view
 * `partial_NAME` for each of `partialTables`, with the columns `benchmark` and `policy`, and the tables `tallies` and
 * `experiment_cells`, which the report's own SQL reads. Loaders that pass the same environment object share one database, which
 * is closed with the process.
 */
export async function withPartialCounts<T>(
  environment: NodeJS.ProcessEnv,
  use: (database: Database, input: ReportInput) => Promise<T>
): Promise<T> {
  const input = reportInput(environment);
  let database = databases.get(environment);
  if (database === undefined) {
    database = openCounts(input);
    databases.set(environment, database);
  }
  return use(await database, input);
}

async function openCounts(input: ReportInput): Promise<Database> {
  const units = await availableCounts(input);
  const database = await Database.open();
  await database.run(`SET memory_limit = '${MEMORY}'`);
  await database.run(
    `SET temp_directory = ${quote(join(tmpdir(), `reasoning-boundary-duckdb-${process.pid}`))}`
  );
  for (const name of Object.keys(partialTables) as PartialTable[])
    await database.run(`CREATE VIEW partial_${name} AS ${partialRows(database, units, name)}`);
  await createTallies(database, input);
  return database;
}

/** The partial counts of a study: those of its run, or, where that cannot be written, in a folder of this process. */
async function availableCounts(input: ReportInput): Promise<PlacedUnit[]> {
  try {
    return await makePartialCounts(input);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EROFS" && code !== "EPERM") throw error;
    const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-partial-"));
    process.once("exit", () => {
      rmSync(folder, {recursive: true, force: true});
    });
    return makePartialCounts(input, {}, (benchmark, policy) =>
      join(folder, `benchmark=${benchmark}`, `policy=${policy}`)
    );
  }
}

/** SQL for all rows of a table of partial counts, with the cells that they are of. */
function partialRows(database: Database, units: readonly PlacedUnit[], name: PartialTable): string {
  const files = units.map(({folder}) => join(folder, `${name}.parquet`)).filter((file) => existsSync(file));
  const columns = Object.entries(partialTables[name]);
  if (files.length === 0) {
    const empty = [["benchmark", "VARCHAR"], ["policy", "VARCHAR"], ...columns];
    return `SELECT ${empty.map(([column, type]) => `NULL::${type!} AS ${column!}`).join(", ")} WHERE false`;
  }
  for (const file of files) database.sources.set(file, partialTables[name]);
  const list = files.map(quote).join(", ");
  return `SELECT benchmark, policy, ${columns.map(([column]) => column).join(", ")}
    FROM read_parquet([${list}], hive_partitioning = true, hive_types_autocast = false, union_by_name = true)`;
}

async function createTallies(database: Database, input: ReportInput): Promise<void> {
  await database.run(
    `CREATE TABLE tallies AS
     SELECT benchmark, policy, problem_id, verifier, verdict, finish_reason, smallest_n,
       CAST(sum(completions) AS INTEGER) AS completions
     FROM partial_tallies GROUP BY ALL ORDER BY ALL`
  );
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
}
