import type {Choice} from "./choices.js";
import type {ChoiceToken} from "./token-scores.js";

/** A choice of `POST /v1/completions`. */
export function completionChoice({text, tokens, finishReason, stopReason}: Choice, index: number): object {
  return {
    index,
    text,
    logprobs: tokens === null ? null : legacyLogprobs(tokens),
    finish_reason: finishReason,
    stop_reason: stopReason
  };
}

/** A piece of a choice in a stream. */
export function completionPiece(text: string, index: number): object {
  return {index, text, logprobs: null, finish_reason: null};
}

/** One list a property. */
function legacyLogprobs(tokens: readonly ChoiceToken[]): object {
  return {
    tokens: tokens.map(({token}) => token),
    token_logprobs: tokens.map(({logprob}) => logprob),
    top_logprobs: tokens.map(likeliest),
    text_offset: tokens.map(({offset}) => offset)
  };
}

/** Log-probabilities by token: of the likeliest, and of the token that stands there. */
function likeliest({token, logprob, tops}: ChoiceToken): Record<string, number> | null {
  if (logprob === null || tops === null) return null;
  const entries = tops.map((top): [string, number] => [top.token, top.logprob]);
  return Object.fromEntries([...entries, [token, logprob]]);
}
