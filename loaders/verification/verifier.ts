import type {FinishReason} from "../schema/completion.js";
import type {Judgement} from "../schema/verdict.js";
import type {Problem} from "../schema/problem.js";

/** One completion to judge, with the problem it answers. */
export interface Item {
  problem: Problem;
  completion: string;
  /** Why the model stopped, where that is known: `length` for a completion that was cut. */
  finishReason?: FinishReason | undefined;
}

/**
 * Judges completions. A judgement depends on the problem, the completion and whether it was cut, so that identical items are judged once.
 * `judge` returns one judgement per item, in order, and never rejects for what a completion holds: hostile text is
 * `incorrect`, the verifier's own failure is `error`.
 */
export interface Verifier {
  /** `math@paper`, `code@python`, … */
  readonly id: string;
  /** Raised when judgements change: verdicts of another version are judged anew. */
  readonly version: number;
  /** SHA-256 of the code of a verifier that the user brings. */
  readonly source?: string;
  /** What else verdicts rest on, for the manifest: the versions of an interpreter and its packages. */
  readonly environment?: string;
  judge(items: readonly Item[]): Promise<Judgement[]>;
  /** Ends worker threads and child processes. */
  close(): Promise<void>;
}
