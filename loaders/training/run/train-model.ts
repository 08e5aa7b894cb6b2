import {basename, dirname, join, resolve} from "node:path";
import {withImagePath} from "../../benchmarks/image-path.js";
import {readProblems} from "../../benchmarks/problems-file.js";
import {readModelFolder} from "../../engines/micro/model-folder.js";
import type {Problem} from "../../schema/problem.js";
import type {OnProgress} from "../../schema/progress.js";
import type {Schedule} from "../recipe/learning-rate.js";
import type {Objective} from "../recipe/objective.js";
import {readRecipe, type Recipe} from "../recipe/recipe.js";
import {candidateSchedules, searchSteps} from "../recipe/schedule.js";
import {Reinforcement} from "../rl/reinforcement.js";
import {finetuning} from "../supervised/finetuning.js";
import {pretraining} from "../supervised/pretraining.js";
import {withLock} from "../../store/folder-lock.js";
import {createTask} from "../tasks/create-task.js";
import {searchLearningRate, type Trial} from "./learning-rate-search.js";
import {writeModel} from "./model-output.js";
import type {TrainingLogRow} from "../../schema/training-log.js";
import {TrainingRun} from "./training-run.js";
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

/** What a recipe's run trains, and what it reads. */
interface Setting {
  objective: Objective;
  /** Identities of the models that the run starts from and learns from; null where there is none. */
  sources: {base: string | null; teacher: string | null};
}

/**
 * Trains a model by its recipe and writes weights, configuration, card and log to the recipe's folder, the weights last. Where
 * the recipe gives candidates for the learning rate, each is trained first for the steps of the search, and the best goes on.
 * A stopped run leaves checkpoints there and goes on from them with the same result as one that was never stopped. Returns
 * whether the model is finished. Nothing that exists is touched before the end. Throws a UserError where another process trains
 * into the folder.
 */
export async function trainModel(options: TrainOptions): Promise<boolean> {
  const recipe = readRecipe(options.recipe);
  const folder = dirname(resolve(options.recipe));
  return withLock(folder, "npm run train", () => trainInto(folder, recipe, options));
}

async function trainInto(folder: string, recipe: Recipe, options: TrainOptions): Promise<boolean> {
  const {date, threads = 1} = options;
  const {objective, sources} = await createSetting(recipe, folder, threads);
  const validation = await createValidation(recipe, folder, objective);
  try {
    const runs = createRuns(recipe, folder, {objective, sources}, validation, options);
    const chosen = await chooseRun(runs, recipe);
    if (chosen === null || !(await chosen.run.advance(recipe.steps))) return false;
    const {schedule, state} = chosen.run;
    await writeModel(folder, {
      recipe,
      sources,
      state,
      objective,
      date,
      threads,
      learningRate: schedule.peak,
      trials: chosen.trials
    });
    for (const run of runs) run.removeCheckpoint();
    return true;
  } finally {
    await Promise.all([objective.close(), validation.close()]);
  }
}

async function chooseRun(
  runs: readonly TrainingRun[],
  {learning_rate}: Recipe
): Promise<{run: TrainingRun; trials: Trial[]} | null> {
  const steps = searchSteps(learning_rate);
  if (steps === null) return {run: runs[0]!, trials: []};
  const result = await searchLearningRate(runs, steps);
  return result && {run: result.best, trials: result.trials};
}

/** One run for each learning rate that the recipe asks for. */
function createRuns(
  recipe: Recipe,
  folder: string,
  {objective, sources}: Setting,
  validation: Validation,
  {threads = 1, fresh = false, onStep, onProgress, signal}: TrainOptions
): TrainingRun[] {
  const steps = searchSteps(recipe.learning_rate);
  const checkpoint = ({peak}: Schedule) =>
    join(folder, steps === null ? "checkpoint.safetensors" : `checkpoint-${peak}.safetensors`);
  const runs = candidateSchedules(recipe.learning_rate).map(
    (schedule) =>
      new TrainingRun({
        recipe,
        schedule,
        objective,
        validation,
        identity: [sources, threads],
        checkpointFile: checkpoint(schedule),
        fresh,
        onStep: (row) => {
          onStep?.(row);
          reportProgress();
        },
        signal
      })
  );
  const all = recipe.steps + (runs.length - 1) * (steps ?? 0);
  const reportProgress = () =>
    onProgress?.(
      runs.reduce((sum, {state}) => sum + state.step, 0),
      all
    );
  reportProgress();
  return runs;
}

async function createSetting(recipe: Recipe, folder: string, threads: number): Promise<Setting> {
  const task = createTask(recipe.task);
  if (recipe.kind === "pretrain")
    return {objective: await pretraining(recipe, task, threads), sources: {base: null, teacher: null}};
  const base = readModelFolder(resolve(folder, recipe.base));
  if (recipe.kind === "rl") {
    const objective = await Reinforcement.create(recipe, task, base, threads);
    return {objective, sources: {base: base.source, teacher: null}};
  }
  const {texts} = recipe;
  const teacher = texts.from === "teacher" ? readModelFolder(resolve(folder, texts.teacher)) : null;
  return {
    objective: await finetuning(recipe, task, {base, teacher}, threads),
    sources: {base: base.source, teacher: teacher?.source ?? null}
  };
}

function createValidation(
  recipe: Recipe,
  folder: string,
  {architecture, words}: Objective
): Promise<Validation> {
  const {problems, completions, temperature, top_p} = recipe.validation;
  return Validation.create({
    architecture,
    words,
    problems: readValidationProblems(resolve(folder, problems)),
    task: createTask(recipe.task),
    completions,
    temperature,
    topP: top_p
  });
}

function readValidationProblems(file: string): Problem[] {
  return readProblems(file, basename(file, ".jsonl")).map((problem) =>
    withImagePath(problem, {problems: file})
  );
}
