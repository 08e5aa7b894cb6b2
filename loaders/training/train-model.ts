import {createHash} from "node:crypto";
import {rmSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {readProblems} from "../benchmarks/problems-file.js";
import type {Parameters} from "../engines/micro/architecture.js";
import {readModelFolder} from "../engines/micro/model-folder.js";
import type {OnProgress} from "../schema/progress.js";
import {AdamW} from "./adam-w.js";
import {readCheckpoint, writeCheckpoint, type Checkpoint} from "./checkpoint.js";
import {learningRate} from "./learning-rate.js";
import {Loss} from "./loss.js";
import {writeModel} from "./model-output.js";
import type {Objective} from "./objective.js";
import {pretraining} from "./pretraining.js";
import {readRecipe, type Recipe} from "./recipe.js";
import {reinforcement} from "./reinforcement.js";
import {countdownTask} from "./tasks/countdown.js";
import type {Task} from "./tasks/task.js";
import type {TrainingLogRow} from "./training-log.js";
import {Validation} from "./validation.js";

export interface TrainOptions {
  /** The recipe's YAML file. The model is written to its folder. */
  recipe: string;
  /** For the model card, `2025-05-16`. */
  date: string;
  /** Threads of the loss graph. Another number gives other low bits, hence other weights. */
  threads?: number | undefined;
  /** Starts at step 0 even where a checkpoint lies. */
  fresh?: boolean | undefined;
  onProgress?: OnProgress | undefined;
  /** Called with each row of the log. */
  onStep?: ((row: TrainingLogRow) => void) | undefined;
  /** Stops after the step under way and keeps a checkpoint. */
  signal?: AbortSignal | undefined;
}

/** Steps between two checkpoints. */
const CHECKPOINT_STEPS = 200;

/**
 * Trains a model by its recipe and writes weights, configuration, card and log to the recipe's folder, the weights last. A
 * stopped run leaves a checkpoint there and goes on from it with the same result as one that was never stopped. Returns
 * whether the model is finished. Nothing that exists is touched before the end.
 */
export async function trainModel(options: TrainOptions): Promise<boolean> {
  const recipe = readRecipe(options.recipe);
  const folder = dirname(resolve(options.recipe));
  const checkpointFile = join(folder, "checkpoint.safetensors");
  const task = countdownTask(recipe.task);
  const {objective, baseSource} = await createObjective(recipe, task, folder);
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([recipe, baseSource, options.threads ?? 1]))
    .digest("hex");
  const found = options.fresh === true ? null : readCheckpoint(checkpointFile, fingerprint);
  const state = found ?? startState(objective, fingerprint);

  const {problems, every, completions, temperature, top_p} = recipe.validation;
  const validation = await Validation.create({
    architecture: objective.architecture,
    words: objective.words,
    problems: readProblems(resolve(folder, problems), basename(problems, ".jsonl")),
    task,
    completions,
    temperature,
    topP: top_p
  });
  const loss = await Loss.create(objective.architecture, options.threads);
  try {
    await run();
    if (state.step < recipe.steps) return false;
    await writeModel(folder, {
      recipe,
      baseSource,
      state,
      objective,
      date: options.date,
      threads: options.threads ?? 1
    });
    rmSync(checkpointFile, {force: true});
    return true;
  } finally {
    await Promise.all([objective.close(), validation.close(), loss.close()]);
  }

  async function run(): Promise<void> {
    const {beta1, beta2, weight_decay, max_gradient_norm} = recipe.optimizer;
    const optimizer = new AdamW(
      {beta1, beta2, weightDecay: weight_decay, maxGradientNorm: max_gradient_norm},
      state.optimizer
    );
    const save = () => writeCheckpoint(checkpointFile, objective.architecture, state);
    options.onProgress?.(state.step, recipe.steps);
    while (state.step < recipe.steps && options.signal?.aborted !== true) {
      const start = performance.now();
      const row = await takeStep(optimizer);
      state.log.push(row);
      state.step++;
      state.seconds += (performance.now() - start) / 1000;
      options.onStep?.(row);
      options.onProgress?.(state.step, recipe.steps);
      if (state.step % CHECKPOINT_STEPS === 0 && state.step < recipe.steps) await save();
    }
    if (state.step < recipe.steps) await save();
  }

  async function takeStep(optimizer: AdamW): Promise<TrainingLogRow> {
    const {step, parameters} = state;
    const batch = await objective.batch(parameters, step);
    const rate = learningRate(recipe.learning_rate, step, recipe.steps);
    const result = batch.rows.length === 0 ? null : await loss.run(parameters, batch.rows);
    const gradientNorm = result === null ? null : optimizer.update(parameters, result.gradients, rate);
    const validate = (step + 1) % every === 0 || step + 1 === recipe.steps;
    return {
      step: step + 1,
      loss: result?.loss ?? null,
      reward: batch.reward,
      response_length: batch.responseLength,
      entropy: batch.entropy ?? result?.entropy ?? null,
      kl_to_base: batch.klToBase,
      learning_rate: rate,
      gradient_norm: gradientNorm,
      tokens: (state.log.at(-1)?.tokens ?? 0) + batch.tokens,
      validation_pass_at_1: validate ? await validation.passAt1(parameters) : null
    };
  }
}

async function createObjective(
  recipe: Recipe,
  task: Task,
  folder: string
): Promise<{objective: Objective; baseSource: string | null}> {
  if (recipe.kind === "pretrain") return {objective: pretraining(recipe, task), baseSource: null};
  const base = readModelFolder(resolve(folder, recipe.base));
  return {objective: await reinforcement(recipe, task, base), baseSource: base.source};
}

function startState(objective: Objective, fingerprint: string): Checkpoint {
  const parameters: Parameters = objective.initialParameters();
  return {fingerprint, step: 0, seconds: 0, parameters, optimizer: AdamW.initialState(parameters), log: []};
}
