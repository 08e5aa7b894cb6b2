import {rmSync} from "node:fs";
import {availableParallelism, tmpdir} from "node:os";
import {join} from "node:path";
import {Database} from "../../store/database.js";
import type {ReportInput} from "../views/report-input.js";
import {cellSources} from "./cell-source.js";
import {cellUnits, storedUnits, type CellUnit} from "./cell-units.js";
import {makeUnit} from "./make-unit.js";

export interface PartialOptions {
  /** Whether partial counts of this problem are made by this process; all are if not given. */
  isMine?: ((benchmark: string, problemId: string) => boolean) | undefined;
  /** Units that are made at the same time, each by one thread; one a processor if not given. */
  workers?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A unit with the folder that its partial counts lie in. */
export interface PlacedUnit {
  unit: CellUnit;
  /** Of the unit alone. */
  folder: string;
}

/** Memory of each worker, beyond which DuckDB writes to the disk. */
const WORKER_MEMORY = "1500MB";

/**
 * Makes the partial counts of a study that its run lacks, from completions and verdicts, and removes those that are of other
 * files. `place` is where they lie: below the run, or elsewhere where that cannot be written. Returns the units of the study;
 * with `isMine` those of some problems.
 */
export async function makePartialCounts(
  input: ReportInput,
  {isMine, workers = availableParallelism(), signal, onProgress}: PartialOptions = {},
  place: (benchmark: string, policy: string) => string = (...cell) => input.run.partial(...cell)
): Promise<PlacedUnit[]> {
  const units = await plannedUnits(input, place);
  const mine = units.filter(
    ({unit: {source, problem}}) =>
      isMine === undefined || problem === null || isMine(source.cell.benchmark.id, problem)
  );
  const missing = mine.filter(({isStored}) => !isStored);
  let done = 0;
  const queue = [...missing];
  await Promise.all(
    Array.from({length: Math.min(workers, queue.length)}, () =>
      withWorker(async (database) => {
        for (let next = queue.shift(); next !== undefined && signal?.aborted !== true; next = queue.shift()) {
          await makeUnit(database, next.unit, next.cellFolder);
          onProgress?.(++done, missing.length);
        }
      })
    )
  );
  if (isMine === undefined && missing.length > 0 && signal?.aborted !== true) removeStale(units);
  return mine.map(({unit, cellFolder}) => ({unit, folder: join(cellFolder, unit.key)}));
}

interface PlannedUnit {
  unit: CellUnit;
  cellFolder: string;
  isStored: boolean;
}

async function plannedUnits(
  input: ReportInput,
  place: (benchmark: string, policy: string) => string
): Promise<PlannedUnit[]> {
  let database: Promise<Database> | null = null;
  const units: PlannedUnit[] = [];
  for (const source of await cellSources(input)) {
    const cellFolder = place(source.cell.benchmark.id, source.cell.policy.id);
    const found = await cellUnits(source, cellFolder, () => (database ??= openWorker()));
    const stored = new Set(storedUnits(cellFolder).map(({key}) => key));
    for (const unit of found) units.push({unit, cellFolder, isStored: stored.has(unit.key)});
  }
  // TypeScript does not see that the closure above sets it.
  await (database as Promise<Database> | null)?.then((opened) => {
    opened.close();
  });
  return units;
}

/** One thread, so that sums of fractions are added in the order of the rows, whatever the machine. */
async function openWorker(): Promise<Database> {
  const database = await Database.open();
  await database.run("SET threads = 1");
  await database.run(`SET memory_limit = '${WORKER_MEMORY}'`);
  await database.run(`SET temp_directory = '${join(tmpdir(), `reasoning-boundary-duckdb-${process.pid}`)}'`);
  return database;
}

async function withWorker(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openWorker();
  try {
    await work(database);
  } finally {
    database.close();
  }
}

/** Removes units whose files are now in another unit, or are no more. Those of other terms (another n) stay. */
function removeStale(units: readonly PlannedUnit[]): void {
  const keys = new Set(units.map(({unit}) => unit.key));
  for (const cellFolder of new Set(units.map((one) => one.cellFolder)))
    for (const {key} of storedUnits(cellFolder))
      if (!keys.has(key)) rmSync(join(cellFolder, key), {recursive: true, force: true});
}
