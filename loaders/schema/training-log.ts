import {columnTypes, type Columns, type ParquetType} from "./column.js";

/** Columns of training-log.parquet, in order. One row a step. */
export const trainingLogTable = {
  step: {type: "INTEGER", meaning: "1, 2, …"},
  loss: {
    type: "DOUBLE",
    meaning: "mean over the step's updates of what the optimizer lowers",
    nullWhen: "no text of the step had an advantage, so that there was nothing to learn"
  },
  reward: {type: "DOUBLE", meaning: "mean reward of the rollouts", nullWhen: "the training has no rollouts"},
  response_length: {
    type: "DOUBLE",
    unit: "tokens",
    meaning: "mean length of the step's completions",
    nullWhen: "the step had no completion"
  },
  entropy: {
    type: "DOUBLE",
    unit: "nats a token",
    meaning: "mean entropy of the completions' tokens before the step",
    nullWhen: "the step had no completion"
  },
  kl_to_base: {
    type: "DOUBLE",
    unit: "nats a token",
    meaning: "divergence from the base, estimated on one rollout of each prompt",
    nullWhen: "the training has no rollouts"
  },
  clip_fraction: {
    type: "DOUBLE",
    meaning: "part of the tokens that clipping left without a push, 0 to 1, mean over the updates",
    nullWhen: "the training has no rollouts"
  },
  learning_rate: {type: "DOUBLE", meaning: "the optimizer's rate at this step"},
  gradient_norm: {
    type: "DOUBLE",
    meaning: "mean over the step's updates of the gradient's norm before it was bounded",
    nullWhen: "as loss"
  },
  tokens: {type: "BIGINT", unit: "tokens", meaning: "read or written in all steps so far"},
  validation_pass_at_1: {
    type: "DOUBLE",
    meaning:
      "accuracy after the step's last update on the validation problems with one completion each, 0 to 1",
    nullWhen: "the step is none of those at which it is measured"
  }
} as const satisfies Columns<ParquetType>;

export const trainingLogColumns = columnTypes(trainingLogTable);

/** One step of a run. */
export type TrainingLogRow = Record<keyof typeof trainingLogColumns, number | null>;
