import {type, type Traversal} from "arktype";
import {headsFit, pictureSchema} from "../../engines/micro/architecture.js";
import {readYamlFile} from "../../schema/yaml-file.js";
import type {AdamWOptions} from "../autograd/adam-w.js";
import {algorithmSchema} from "../algorithms/create-algorithm.js";
import {taskSchema} from "../tasks/create-task.js";
import {learningRateSchema, searchSteps, type LearningRateSettings} from "./schedule.js";

const optimizerSchema = type({
  "+": "reject",
  beta1: "0 <= number < 1",
  beta2: "0 <= number < 1",
  weight_decay: "number >= 0",
  max_gradient_norm: "number > 0"
});

/** Problems that the run is watched on; never a set that results are reported on. Paths are relative to the recipe. */
const validationSchema = type({
  "+": "reject",
  problems: "string > 0",
  every: "number.integer >= 1",
  completions: "number.integer >= 1",
  temperature: "number >= 0",
  top_p: "0 < number <= 1"
});

const shared = {
  "+": "reject",
  seed: "number.integer >= 0",
  task: taskSchema,
  steps: "number.integer >= 1",
  learning_rate: learningRateSchema,
  optimizer: optimizerSchema,
  validation: validationSchema,
  /** Steps whose weights are kept as models of their own, in `steps/<step>` of the recipe's folder. */
  "keep_steps?": "(number.integer >= 1)[]",
  /** How the recipe was chosen, and on what; written before the held-out sets are touched. */
  selection: "string",
  /** Other settings that were tried, and what came of them. */
  tried: "string[]"
} as const;

const architecturePart = type({
  "+": "reject",
  layers: "1 <= number.integer <= 64",
  width: "16 <= number.integer <= 4096",
  heads: "1 <= number.integer <= 64",
  hidden: "8 <= number.integer <= 16384",
  context: "8 <= number.integer <= 4096",
  tied_head: "boolean",
  /** For a model that sees the task's pictures; one without learns from the text alone. */
  "picture?": pictureSchema
}).narrow(headsFit);

const pretrainSchema = type({
  ...shared,
  kind: "'pretrain'",
  architecture: architecturePart,
  /** Documents per step. */
  batch: "number.integer >= 1"
}).narrow(stepsFit);

const teacherTexts = type({
  "+": "reject",
  from: "'teacher'",
  /** Folder of the model that writes the texts, relative to the recipe. */
  teacher: "string > 0",
  temperature: "number >= 0",
  top_p: "0 < number <= 1",
  max_tokens: "number.integer >= 1"
});

const finetuneSchema = type({
  ...shared,
  kind: "'finetune'",
  base: "string > 0",
  /** Documents of the task's corpus, or correct solutions that a teacher writes to its problems. */
  texts: type({"+": "reject", from: "'corpus'"}).or(teacherTexts),
  /** Documents, or problems that the teacher tries, per step. */
  batch: "number.integer >= 1"
}).narrow(stepsFit);

const rlSchema = type({
  ...shared,
  kind: "'rl'",
  /** Folder of the model that training starts from, relative to the recipe. */
  base: "string > 0",
  algorithm: algorithmSchema,
  prompts_per_step: "number.integer >= 1",
  /** Completions per prompt. */
  rollouts: "number.integer >= 2",
  max_tokens: "number.integer >= 1",
  /** How often a step goes through its rollouts, and in how many parts; default: once, all together. */
  "updates?": {"+": "reject", epochs: "number.integer >= 1", minibatches: "number.integer >= 1"},
  /** Weight of the divergence from the base in the loss, estimated by k3; default: none. */
  "kl_penalty?": "number > 0",
  /** Weight of the tokens' entropy (nats) in the objective; default: none. */
  "entropy_bonus?": "number > 0"
}).narrow(stepsFit);

export type PretrainRecipe = typeof pretrainSchema.infer;
export type FinetuneRecipe = typeof finetuneSchema.infer;
export type TeacherTexts = typeof teacherTexts.infer;
export type RlRecipe = typeof rlSchema.infer;
export type Recipe = PretrainRecipe | FinetuneRecipe | RlRecipe;

/** Reads a recipe. Throws a UserError that names the file and the line of the first thing that is wrong. */
export function readRecipe(file: string): Recipe {
  const {kind} = readYamlFile(file, type({kind: "'pretrain' | 'finetune' | 'rl'"}));
  switch (kind) {
    case "pretrain":
      return readYamlFile(file, pretrainSchema);
    case "finetune":
      return readYamlFile(file, finetuneSchema);
    case "rl":
      return readYamlFile(file, rlSchema);
  }
}

/** The `optimizer` of a recipe in the names of `AdamW`. The learning rate is not among them: it has a schedule of its own. */
export function optimizerOptions({optimizer}: Recipe): AdamWOptions {
  const {beta1, beta2, weight_decay: weightDecay, max_gradient_norm: maxGradientNorm} = optimizer;
  return {beta1, beta2, weightDecay, maxGradientNorm};
}

/** Narrows a recipe: steps to keep come before the last one and in order, and a search fits the run. */
function stepsFit(
  recipe: {steps: number; keep_steps?: number[]; learning_rate: LearningRateSettings},
  context: Traversal
): boolean {
  const {steps, keep_steps: kept = []} = recipe;
  if (!kept.every((step, index) => step < (kept[index + 1] ?? steps)))
    return context.reject({expected: `in rising order and below steps (${steps})`, path: ["keep_steps"]});
  const search = searchSteps(recipe.learning_rate) ?? 0;
  return (
    search <= steps ||
    context.reject({expected: `at most steps (${steps})`, path: ["learning_rate", "search_steps"]})
  );
}
