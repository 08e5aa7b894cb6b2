import type {Architecture} from "../../engines/micro/architecture.js";
import type {Networks} from "../autograd/network.js";

/** What one step did. */
export interface StepResult {
  /** Mean over the step's updates; null where there was nothing to learn. */
  loss: number | null;
  /** Mean norm before clipping; null where there was nothing to learn. */
  gradientNorm: number | null;
  /** Tokens that were read or written for the step. */
  tokens: number;
  /** Mean reward of the rollouts; null without rollouts. */
  reward: number | null;
  /** Mean tokens of a completion; null where there was none. */
  responseLength: number | null;
  /** Mean entropy (nats) of the completions' tokens before the step. */
  entropy: number | null;
  /** Estimate of the KL divergence (nats a token) from the base; null without rollouts. */
  klToBase: number | null;
  /** Part of the tokens without a push because of clipping, mean over the updates; null without rollouts. */
  clipFraction: number | null;
}

/** What makes one kind of training: where it starts, and what each step does. */
export interface Objective {
  readonly architecture: Architecture;
  readonly words: readonly string[];
  /** The networks at step 0. */
  start(): Networks;
  /** Takes a step, 0 … steps - 1: changes the networks in place, in a way fixed by them, the recipe, the step and the rate. */
  step(networks: Networks, step: number, rate: number): Promise<StepResult>;
  close(): Promise<void>;
}
