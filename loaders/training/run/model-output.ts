import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {env} from "onnxruntime-node";
import {parameterCount, parameterShapes, type Parameters} from "../../engines/micro/architecture.js";
import {configFile, configText, weightsFile} from "../../engines/micro/model-folder.js";
import {encodeSafetensors} from "../../engines/micro/safetensors.js";
import {writeParquet} from "../../store/parquet.js";
import {writeAtomically, writeTextAtomically} from "../../store/write-file.js";
import type {Objective} from "../recipe/objective.js";
import type {Recipe} from "../recipe/recipe.js";
import type {Checkpoint} from "./checkpoint.js";
import type {Trial} from "./learning-rate-search.js";
import {trainingLogColumns, type TrainingLogRow} from "../../schema/training-log.js";

export interface FinishedTraining {
  recipe: Recipe;
  /** Identities of the models that the run started from and learned from; null where there was none. */
  sources: {base: string | null; teacher: string | null};
  state: Checkpoint;
  objective: Pick<Objective, "architecture" | "words">;
  date: string;
  threads: number;
  /** The peak that was used. */
  learningRate: number;
  /** The candidates that it was chosen from; none where the recipe gave it. */
  trials: readonly Trial[];
}

/** Weights to write, after some of the run's steps. */
interface Milestone {
  parameters: Parameters;
  /** Of the steps up to then. */
  log: readonly TrainingLogRow[];
  seconds: number;
}

/** Steps that the card's final loss and reward are means over. */
const FINAL_STEPS = 50;

/** Writes a trained model's files to its folder, and its kept steps to `steps/<step>`. Each replaces the one before at once; the final weights come last. */
export async function writeModel(folder: string, training: FinishedTraining): Promise<void> {
  const {networks, kept, log, seconds} = training.state;
  for (const {step, ...rest} of kept) {
    const milestone = {...rest, log: log.slice(0, step)};
    await writeMilestone(join(folder, "steps", String(step)), training, milestone);
  }
  await writeParquet(join(folder, "training-log.parquet"), trainingLogColumns, log);
  await writeMilestone(folder, training, {parameters: networks.policy.parameters, log, seconds});
}

async function writeMilestone(
  folder: string,
  training: FinishedTraining,
  milestone: Milestone
): Promise<void> {
  const {architecture, words} = training.objective;
  const tensors = parameterShapes(architecture).map(({name, shape}) => ({
    name,
    shape,
    data: milestone.parameters.get(name)!
  }));
  const card = modelCard(training, milestone);
  await writeTextAtomically(join(folder, "card.json"), `${JSON.stringify(card, null, 2)}\n`);
  await writeTextAtomically(join(folder, configFile), configText(architecture, words));
  await writeAtomically(join(folder, weightsFile), (temporary) => {
    writeFileSync(temporary, encodeSafetensors({tensors, metadata: {}}));
  });
}

/** What a reader needs to judge a model: how it was made, from what, on what evidence. */
function modelCard(
  {recipe, sources, objective, date, threads, learningRate, trials}: FinishedTraining,
  {log, seconds}: Milestone
): Record<string, unknown> {
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
    learning_rate: learningRate,
    tried: [...recipe.tried, ...trials],
    seconds: Math.round(seconds),
    threads,
    date,
    ...sources,
    versions: {node: process.version, "onnxruntime-node": env.versions.node ?? env.versions.common},
    recipe
  };
}

function finalMean(log: readonly TrainingLogRow[], column: "loss" | "reward"): number | null {
  const values = log.slice(-FINAL_STEPS).flatMap((row) => row[column] ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
