import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {Database, quote} from "../../store/database.js";
import {isRunning} from "../../store/is-running.js";
import {UNIT_RECORD, type CellUnit, type UnitRecord} from "./cell-units.js";
import {unitQueries} from "./unit-queries.js";
import {createUnitRows} from "./unit-rows.js";

/**
 * Makes the partial counts of a unit: a folder with its key for a name below `folder`, which is there as a whole or not at all.
 * Whoever makes the same at the same time makes the same bytes.
 */
export async function makeUnit(database: Database, unit: CellUnit, folder: string): Promise<void> {
  const target = join(folder, unit.key);
  if (existsSync(target)) return;
  mkdirSync(folder, {recursive: true});
  sweep(folder);
  const temporary = join(folder, `.${unit.key}.${process.pid}.tmp`);
  rmSync(temporary, {recursive: true, force: true});
  mkdirSync(temporary);
  try {
    await createUnitRows(database, unit);
    for (const [name, query] of Object.entries(unitQueries(unit))) {
      await database.run(`CREATE OR REPLACE TEMP TABLE made AS ${query}`);
      if (name === "disagreements") await addEnds(database, unit);
      const [row] = await database.rows<{rows: number}>("SELECT count(*) AS rows FROM made");
      if (row!.rows === 0) continue;
      const file = join(temporary, `${name}.parquet`);
      await database.run(`COPY made TO ${quote(file)} (FORMAT parquet, COMPRESSION zstd)`);
    }
    const record: UnitRecord = {names: unit.names, problem: unit.problem};
    writeFileSync(join(temporary, UNIT_RECORD), JSON.stringify(record));
    place(temporary, target);
  } finally {
    rmSync(temporary, {recursive: true, force: true});
  }
}

/** Adds the last characters of their texts to disagreements: the texts are read for these alone. */
async function addEnds(database: Database, {source, names}: CellUnit): Promise<void> {
  const files = source.completions.filter((file) => names.some((name) => file.endsWith(`/${name}`)));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE made AS
     SELECT m.*, right(completion, 400) AS completion_end
     FROM made m JOIN read_parquet([${files.map(quote).join(", ")}], hive_partitioning = false) USING (problem_id, sample_index)
     ORDER BY verifier_a, verifier_b, characters, problem_id, sample_index`
  );
}

/** A folder of the same name has the same content. */
function place(temporary: string, target: string): void {
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

/** Removes what processes that were killed left behind. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^\..*\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(folder, name), {recursive: true, force: true});
  }
}
