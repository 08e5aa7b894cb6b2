import type {SamplingSettings} from "../../loaders/engines/engine.js";
import type {WorkDone} from "./work-done.js";

/** A text as tokens. */
export interface TokenText {
  prompt: readonly number[];
  completion: readonly number[];
}

/** One update on `texts`: mean loss of the completion tokens, gradient clipped, AdamW. */
export interface TrainingBatch {
  texts: readonly TokenText[];
  rate: number;
}

/** What a peer can be asked. */
export type PeerRequest =
  | {task: "sample"; prompts: readonly (readonly number[])[]; settings: SamplingSettings; seed: number}
  | {task: "train"; batches: readonly TrainingBatch[]}
  | {task: "score"; texts: readonly TokenText[]};

/** Log-probabilities (nats) at temperature 1 of each text's completion tokens. */
export type ScoreAnswer = number[][];

/** The losses before each update, and the work. */
export interface TrainAnswer extends WorkDone {
  losses: number[];
}
