import {type} from "arktype";
import {headsFit} from "../engines/micro/architecture.js";
import {readYamlFile} from "../schema/yaml-file.js";
import {countdownSchema} from "./tasks/countdown.js";

const learningRateSchema = type({
  "+": "reject",
  peak: "number > 0",
  warmup: "number.integer >= 0",
  decay: "'cosine' | 'constant'"
});

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
  task: countdownSchema,
  steps: "number.integer >= 1",
  learning_rate: learningRateSchema,
  optimizer: optimizerSchema,
  validation: validationSchema,
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
  tied_head: "boolean"
}).narrow(headsFit);

const pretrainSchema = type({
  ...shared,
  kind: "'pretrain'",
  architecture: architecturePart,
  /** Documents per step. */
  batch: "number.integer >= 1"
});

const grpoSchema = type({
  ...shared,
  kind: "'grpo'",
  /** Folder of the model that training starts from, relative to the recipe. */
  base: "string > 0",
  prompts_per_step: "number.integer >= 1",
  /** Completions per prompt: the group that a reward is compared with. */
  rollouts: "number.integer >= 2",
  max_tokens: "number.integer >= 1"
});

export type PretrainRecipe = typeof pretrainSchema.infer;
export type GrpoRecipe = typeof grpoSchema.infer;
export type Recipe = PretrainRecipe | GrpoRecipe;

/** Reads a recipe. Throws a UserError that names the file and the line of the first thing that is wrong. */
export function readRecipe(file: string): Recipe {
  const {kind} = readYamlFile(file, type({kind: "'pretrain' | 'grpo'"}));
  return kind === "pretrain" ? readYamlFile(file, pretrainSchema) : readYamlFile(file, grpoSchema);
}
