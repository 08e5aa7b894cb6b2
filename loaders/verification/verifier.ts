import type {Judgement} from "../schema/verdict.js";
import type {Problem} from "../schema/problem.js";

/** One completion to judge, with the problem it answers. */
export interface Item {
  problem: Problem;
  completion: string;
}

/**
 * Judges completions. A judgement depends on (problem, completion) alone, so that identical pairs are judged once.
 * `judge` returns one judgement per item, in order, and never rejects for what a completion holds: hostile text is
 * `incorrect`, the verifier's own failure is `error`.
 */
export interface Verifier {
  /** `math@paper`, `code@python`, … */
  readonly id: string;
  /** Raised when judgements change: verdicts of another version are judged anew. */
  readonly version: number;
  /** What else verdicts rest on, for the manifest: the versions of an interpreter and its packages. */
  readonly environment?: string;
  judge(items: readonly Item[]): Promise<Judgement[]>;
  /** Ends worker threads and child processes. */
  close(): Promise<void>;
}
