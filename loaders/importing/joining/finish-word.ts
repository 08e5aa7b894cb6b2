import type {FinishReason} from "../../schema/completion.js";

/** What tools and servers call an end by the model itself. */
const STOP = new Set(["stop", "eos", "eos_token", "end_turn", "stop_sequence", "finished", "complete"]);
/** What they call a cut at a limit of tokens. */
const LENGTH = new Set([
  "length",
  "max_tokens",
  "max_length",
  "model_length",
  "max_new_tokens",
  "token_limit"
]);

/** A tool's word for why a completion ended, as ours; null for one that is neither. */
export function finishReasonOf(word: string | null): FinishReason | null {
  if (word === null) return null;
  const lower = word.toLowerCase();
  if (STOP.has(lower)) return "stop";
  return LENGTH.has(lower) ? "length" : null;
}
