/** Columns of training-log.parquet, in order, with their DuckDB types. One row a step. */
export const trainingLogColumns = {
  step: "INTEGER",
  loss: "DOUBLE",
  reward: "DOUBLE",
  response_length: "DOUBLE",
  entropy: "DOUBLE",
  kl_to_base: "DOUBLE",
  clip_fraction: "DOUBLE",
  learning_rate: "DOUBLE",
  gradient_norm: "DOUBLE",
  tokens: "BIGINT",
  validation_pass_at_1: "DOUBLE"
} as const;

/**
 * One step of a run. `loss` and `gradient_norm`, means over the step's updates, are null where no row had an advantage;
 * `reward`, `kl_to_base` (nats a token, estimated on one rollout of each prompt) and `clip_fraction` (part of the tokens that
 * clipping left without a push) are null without rollouts; `tokens` counts all tokens so far; `validation_pass_at_1` is
 * measured every so many steps, after the step's last update.
 */
export type TrainingLogRow = Record<keyof typeof trainingLogColumns, number | null>;
