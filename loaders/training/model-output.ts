import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {env} from "onnxruntime-node";
import {parameterCount, parameterShapes} from "../engines/micro/architecture.js";
import {configFile, configText, weightsFile} from "../engines/micro/model-folder.js";
import {encodeSafetensors} from "../engines/micro/safetensors.js";
import {writeParquet} from "../store/parquet.js";
import {writeAtomically, writeTextAtomically} from "../store/write-file.js";
import type {Checkpoint} from "./checkpoint.js";
import type {Objective} from "./objective.js";
import type {Recipe} from "./recipe.js";
import {trainingLogColumns, type TrainingLogRow} from "./training-log.js";

export interface FinishedTraining {
  recipe: Recipe;
  /** Identity of the base, or null for a model trained from nothing. */
  baseSource: string | null;
  state: Checkpoint;
  objective: Objective;
  date: string;
  threads: number;
}

/** Steps that the card's final loss and reward are means over. */
const FINAL_STEPS = 50;

/** Writes a trained model's files to its folder. Each replaces the one before at once; the weights come last. */
export async function writeModel(folder: string, training: FinishedTraining): Promise<void> {
  const {architecture, words} = training.objective;
  const {parameters, log} = training.state;
  const tensors = parameterShapes(architecture).map(({name, shape}) => ({
    name,
    shape,
    data: parameters.get(name)!
  }));
  await writeParquet(join(folder, "training-log.parquet"), trainingLogColumns, log);
  await writeTextAtomically(join(folder, "card.json"), `${JSON.stringify(modelCard(training), null, 2)}\n`);
  await writeTextAtomically(join(folder, configFile), configText(architecture, words));
  await writeAtomically(join(folder, weightsFile), (temporary) => {
    writeFileSync(temporary, encodeSafetensors({tensors, metadata: {}}));
  });
}

/** What a reader needs to judge a model: how it was made, from what, on what evidence. */
function modelCard({
  recipe,
  baseSource,
  state,
  objective,
  date,
  threads
}: FinishedTraining): Record<string, unknown> {
  const {log, seconds} = state;
  const validations = log.filter((row) => row.validation_pass_at_1 !== null);
  return {
    kind: recipe.kind,
    parameters: parameterCount(objective.architecture),
    seed: recipe.seed,
    steps: log.length,
    tokens: log.at(-1)!.tokens,
    final_loss: finalMean(log, "loss"),
    final_reward: finalMean(log, "reward"),
    validation_pass_at_1: validations.map(({step, validation_pass_at_1}) => ({
      step,
      value: validation_pass_at_1
    })),
    seconds: Math.round(seconds),
    threads,
    date,
    base: baseSource,
    versions: {node: process.version, "onnxruntime-node": env.versions.node ?? env.versions.common},
    recipe
  };
}

function finalMean(log: readonly TrainingLogRow[], column: "loss" | "reward"): number | null {
  const values = log.slice(-FINAL_STEPS).flatMap((row) => row[column] ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
