import type {FinishReason} from "../schema/completion.js";
import type {Judgement} from "../schema/verdict.js";

/** What a pure grader sees of an item: plain data, so that it can go to a worker thread. */
export interface GradedItem {
  benchmark: string;
  gold: unknown;
  completion: string;
  /** Why the model stopped, where that is known: `length` for a completion that was cut. */
  finishReason?: FinishReason | undefined;
  /** The whole problem, as a line of a benchmark file has it: for graders that the user brings. */
  problem?: Record<string, unknown>;
}

/** Judges one completion without effects. It may throw on its own faults, never on a completion's. */
export type Grader = (item: GradedItem) => Judgement;
