import type {Choice} from "./choices.js";
import type {ChoiceToken, ScoredToken} from "./token-scores.js";

/** A choice of `POST /v1/chat/completions`. */
export function chatChoice(choice: Choice, index: number): object {
  return wholeChoice("message", choice, index);
}

/** A choice in a stream, whole. */
export function chatDelta(choice: Choice, index: number): object {
  return wholeChoice("delta", choice, index);
}

function wholeChoice(
  key: "message" | "delta",
  {text, tokens, finishReason, stopReason}: Choice,
  index: number
): object {
  return {
    index,
    [key]: {role: "assistant", content: text},
    logprobs: chatLogprobs(tokens),
    finish_reason: finishReason,
    stop_reason: stopReason
  };
}

/** A piece of a choice in a stream. */
export function chatPiece(content: string, index: number): object {
  return {index, delta: {role: "assistant", content}, logprobs: null, finish_reason: null};
}

function chatLogprobs(tokens: readonly ChoiceToken[] | null): object | null {
  if (tokens === null) return null;
  return {
    content: tokens.map(({token, logprob, tops}) => ({
      ...withBytes({token, logprob: logprob!}),
      top_logprobs: (tops ?? []).map(withBytes)
    }))
  };
}

function withBytes({token, logprob}: ScoredToken): object {
  return {token, logprob, bytes: [...Buffer.from(token)]};
}
