/** Means over a window of training steps: a row of training-logs.sql. */
export interface TrainingLogPoint {
  policy: string;
  /** Middle of the window. */
  step: number;
  /** Last step of the window. */
  last_step: number;
  /** Steps in a window. */
  width: number;
  /** Mean reward of the rollouts. */
  reward: number | null;
  /** Tokens of a rollout. */
  response_length: number | null;
  /** Mean token entropy of the rollouts (nats). */
  entropy: number | null;
  /** Divergence from the base (nats a token). */
  kl_to_base: number | null;
  /** Accuracy on the validation problems, at `validation_step`; null where none was measured within the window. */
  validation_pass_at_1: number | null;
  /** Null as `validation_pass_at_1`. */
  validation_step: number | null;
}

/** How the study's RL policies were trained: src/data/training-logs.json. */
export interface TrainingLogs {
  /** Runs in the study's order, each by its steps. */
  points: TrainingLogPoint[];
  /** Ids of RL policies whose model has no log. */
  missing: string[];
}
