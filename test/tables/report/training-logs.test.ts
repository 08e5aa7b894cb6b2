import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {trainingLogs, trainingLogsArrow} from "../../../loaders/tables/report/training-logs.js";
import {trainingLogColumns} from "../../../loaders/schema/training-log.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** A study with a base and RL policies whose models lie in folders beside the study file. */
async function studyWith(
  models: readonly string[]
): Promise<{folder: string; environment: NodeJS.ProcessEnv}> {
  const {environment} = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n: 2,
    policies: [{policy: "base", role: "base", correct: [[1]]}]
  });
  const file = environment.BOUNDARY_STUDY;
  const policies = models.map(
    (model, i) =>
      `  - {id: run-${i}, label: Run ${i}, role: rl, base: base, engine: micro, model: ${model}}\n`
  );
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace("benchmarks:\n", `${policies.join("")}benchmarks:\n`)
  );
  return {folder: dirname(file), environment};
}

async function writeLog(folder: string, steps: number): Promise<void> {
  mkdirSync(folder, {recursive: true});
  const rows = Array.from({length: steps}, (_, i) => ({
    step: i + 1,
    loss: 0,
    reward: (i + 1) / steps,
    response_length: 16,
    entropy: 0.5,
    kl_to_base: 0.01 * i,
    clip_fraction: 0,
    learning_rate: 0.001,
    gradient_norm: 1,
    tokens: 100,
    validation_pass_at_1: (i + 1) % 50 === 0 ? 0.25 : null
  }));
  await writeParquet(join(folder, "training-log.parquet"), trainingLogColumns, rows);
}

describe("trainingLogs", () => {
  it("thins a run to means over windows, and keeps the step of each validation", async () => {
    const {folder, environment} = await studyWith(["a"]);
    await writeLog(join(folder, "a"), 250);
    const {points, missing} = await trainingLogs(environment);
    expect(missing).toEqual([]);
    // Windows of 5.
    expect(points).toHaveLength(50);
    expect(points[0]).toEqual({
      policy: "run-0",
      step: 3,
      last_step: 5,
      width: 5,
      reward: 3 / 250,
      response_length: 16,
      entropy: 0.5,
      kl_to_base: 0.02,
      validation_pass_at_1: null,
      validation_step: null
    });
    expect(points.at(-1)).toMatchObject({step: 248, last_step: 250, reward: 248 / 250});
    const validated = points.filter((point) => point.validation_step !== null);
    expect(validated.map((point) => point.validation_step)).toEqual([50, 100, 150, 200, 250]);
  });

  it("keeps every step of a short run, and the study's order", async () => {
    const {folder, environment} = await studyWith(["z", "a"]);
    await writeLog(join(folder, "z"), 3);
    await writeLog(join(folder, "a"), 60);
    const {points} = await trainingLogs(environment);
    expect(points.slice(0, 4).map(({policy, step}) => [policy, step])).toEqual([
      ["run-0", 1],
      ["run-0", 2],
      ["run-0", 3],
      ["run-1", 1]
    ]);
    expect(points).toHaveLength(63);
  });

  it("takes a model once, a checkpoint as part of its run, and names models without a log", async () => {
    const {folder, environment} = await studyWith(["a", "a", "a/steps/2", "b", "b/steps/2"]);
    await writeLog(join(folder, "a"), 4);
    const {points, missing} = await trainingLogs(environment);
    expect(new Set(points.map(({policy}) => policy))).toEqual(new Set(["run-0"]));
    expect(missing).toEqual(["run-3", "run-4"]);
  });

  it("names a file that is no training log", async () => {
    const {folder, environment} = await studyWith(["a"]);
    mkdirSync(join(folder, "a"));
    await writeParquet(join(folder, "a/training-log.parquet"), {step: "INTEGER"}, [{step: 1}]);
    await expect(trainingLogs(environment)).rejects.toThrow(
      /a\/training-log\.parquet: invalid training log: .*reward.*; train the model again/
    );
  });
});

it("trainingLogsArrow holds every step of every log", async () => {
  const {folder, environment} = await studyWith(["a"]);
  await writeLog(join(folder, "a"), 250);
  const table = tableFromIPC(await trainingLogsArrow(environment));
  expect(table.numRows).toBe(250);
  expect(table.schema.fields.map(({name}) => name).slice(0, 3)).toEqual(["policy", "step", "reward"]);
});
