import type {Architecture, Parameters} from "../engines/micro/architecture.js";
import type {TrainingRow} from "./loss.js";

/** What one step learns from. */
export interface StepBatch {
  /** Rows with a coefficient other than 0; none where there is nothing to learn. */
  rows: TrainingRow[];
  /** Tokens that were read or written for the step. */
  tokens: number;
  /** Mean reward of the rollouts; null without rollouts. */
  reward: number | null;
  /** Mean tokens of a completion. */
  responseLength: number;
  /** Mean entropy (nats) of the rollouts' tokens; null where the loss graph's own is the one to log. */
  entropy: number | null;
  /** Estimate of the KL divergence (nats a token) from the base; null without a base. */
  klToBase: number | null;
}

/** What makes one kind of training: where it starts, and what each step learns from. */
export interface Objective {
  readonly architecture: Architecture;
  readonly words: readonly string[];
  /** Fresh copies of the weights at step 0. */
  initialParameters(): Parameters;
  /** The batch of a step; it depends on the weights, the recipe and the step's number alone. */
  batch(parameters: Parameters, step: number): Promise<StepBatch>;
  close(): Promise<void>;
}
