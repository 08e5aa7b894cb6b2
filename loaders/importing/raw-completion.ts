import type {FinishReason} from "../schema/completion.js";

/**
 * One completion as another tool stored it, in that tool's words: what a file does not say is null. Nothing is guessed here;
 * which problem of a benchmark it answers, and its sample index, are settled by whoever reads the rows.
 */
export interface RawCompletion {
  /** The file, and the line or record in it, counted from 1. Completions that one line holds share it. */
  file: string;
  line: number;
  problem: RawProblem;
  /** Which repeat of its problem it is, from 0, where the file says so. */
  repeat: number | null;
  /** The seed that it was drawn with. A constant seed for all repeats is what some tools send: it is no key. */
  seed: number | null;
  /** Name of the model, as the tool has it. */
  model: string | null;
  completion: string;
  /** What the model wrote apart from the completion, before it. */
  reasoning: string | null;
  completionTokens: number | null;
  finishReason: FinishReason | null;
  /** In nats, at the temperature of sampling. */
  sumLogprob: number | null;
  /** What the tool's own metrics say. They are kept apart from our verdicts, as `foreign:TOOL/METRIC`. */
  foreign: ForeignVerdict[];
}

/** The problem of a raw completion, as far as the file has it. */
interface RawProblem {
  /** The tool's id. */
  id: string | null;
  /** Text, or the messages as JSON. */
  prompt: string | null;
  /** The reference answer, of whatever shape. */
  gold: unknown;
}

/** A value that a tool's metric gave. */
export interface ForeignVerdict {
  metric: string;
  value: number | boolean | string;
  /** `problem`: one value for all repeats of a problem, which says nothing of a single completion. */
  scope: "completion" | "problem";
}
