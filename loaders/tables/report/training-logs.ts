import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import type {TrainingLogPoint, TrainingLogs} from "../../../src/metrics/study/training-logs.js";
import {trainingFolder} from "../../engines/training-folder.js";
import {UserError} from "../../schema/user-error.js";
import {Database, quote} from "../../store/database.js";
import {trainingLogsColumns} from "../views/table-columns.js";
import {arrowTable} from "../arrow/arrow-table.js";
import {reportInput} from "../views/report-input.js";

const sql = new URL("../../../src/sql/training-logs.sql", import.meta.url);

const columns = Object.keys(trainingLogsColumns).filter((name) => name !== "policy");

/**
 * The training logs of the study's RL policies, thinned, runs in the study's order. A model that several policies sample is
 * one run, named after the first; so is a checkpoint of a run (`RUN/steps/N`) part of that run's log. Throws a UserError
 * that names a file that is no training log.
 */
export async function trainingLogs(environment: NodeJS.ProcessEnv): Promise<TrainingLogs> {
  return withTrainingLogs(environment, async (database, runs, missing) => {
    const order = runs.map(({policy}) => policy);
    const points = await database.rows<TrainingLogPoint>(await readFile(sql, "utf8"));
    points.sort((a, b) => order.indexOf(a.policy) - order.indexOf(b.policy));
    return {points, missing};
  });
}

/** Every step of every log as an Arrow IPC stream: the table `training_logs` of the explorer. */
export async function trainingLogsArrow(environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  return withTrainingLogs(environment, async (database) =>
    arrowTable(await database.columns("FROM training_logs ORDER BY policy, step"))
  );
}

interface Run {
  policy: string;
  file: string;
}

async function withTrainingLogs<T>(
  environment: NodeJS.ProcessEnv,
  use: (database: Database, runs: readonly Run[], missing: string[]) => Promise<T>
): Promise<T> {
  const trained = reportInput(environment).study.policies.filter(({role}) => role === "rl");
  const runs: Run[] = [];
  const missing: string[] = [];
  for (const policy of trained) {
    const folder = trainingFolder(policy);
    const file = folder === null ? null : logFile(folder);
    if (file !== null && existsSync(file)) {
      if (runs.every((run) => run.file !== file)) runs.push({policy: policy.id, file});
    } else if (folder === null || !isCheckpoint(folder)) missing.push(policy.id);
  }
  const database = await Database.open();
  try {
    await createTable(database, runs);
    return await use(database, runs, missing);
  } finally {
    database.close();
  }
}

async function createTable(database: Database, runs: readonly Run[]): Promise<void> {
  const types = columns.map((column) => `${column} ${column === "step" ? "INTEGER" : "DOUBLE"}`);
  await database.run(`CREATE TABLE training_logs (policy VARCHAR, ${types.join(", ")})`);
  for (const {policy, file} of runs) {
    try {
      await database.run(
        `INSERT INTO training_logs SELECT ${quote(policy)}, ${columns.join(", ")} FROM read_parquet(${quote(file)})`
      );
    } catch (error) {
      throw new UserError(
        `${file}: invalid training log: ${(error as Error).message.split("\n")[0]}; train the model again`,
        {cause: error}
      );
    }
  }
}

function logFile(folder: string): string {
  return join(folder, "training-log.parquet");
}

/** Whether a model was kept along the way of a run that has a log. */
function isCheckpoint(folder: string): boolean {
  const steps = dirname(folder);
  return basename(steps) === "steps" && existsSync(logFile(dirname(steps)));
}
