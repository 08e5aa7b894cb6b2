import {type} from "arktype";
import type {FinishReason} from "../../../schema/completion.js";
import {RequestFailure, statusFailure} from "../client/failure.js";
import type {Choice} from "./choice.js";
import {sumLogprobs} from "./logprobs.js";
import type {DrawnWith} from "./token-totals.js";

const message = type({
  "content?": "string | null",
  "reasoning_content?": "string | null",
  "reasoning?": "string | null"
});

const answerSchema = type({
  choices: type({
    "index?": "number.integer >= 0",
    "text?": "string",
    "message?": message,
    "finish_reason?": "string | null",
    "logprobs?": "unknown"
  }).array(),
  "usage?": type({"completion_tokens?": "number.integer >= 0"}).or("null"),
  "model?": "string | null"
});

/** What a server answers to a request for completions. */
export interface Answer {
  /** In the order of their places, each place once. */
  choices: Choice[];
  /** Tokens that the server counted, over all choices or over the first alone. */
  countedTokens: number | null;
}

/**
 * An answer to a request for `n` choices, of either kind. Throws a RequestFailure for an error in it, another form, a place that
 * occurs twice or is none of n, and for none at all; fewer choices than n are the caller's to ask for. `drawnWith`: how it was
 * drawn, for the entropy of that.
 */
export function parseAnswer(json: unknown, n: number, drawnWith: DrawnWith = null): Answer {
  refuseError(json);
  const answer = answerSchema(json);
  if (answer instanceof type.errors)
    throw new RequestFailure("malformed", answer.summary.split("\n", 1)[0]!.slice(0, 200));
  if (answer.choices.length === 0) throw new RequestFailure("incomplete", "no choice in the answer");
  const choices = answer.choices.map((choice, place): Choice => {
    const {text, message: said, finish_reason: finish} = choice;
    const {content, reasoning_content, reasoning} = said ?? {};
    const written = text ?? content;
    if (written == null && said === undefined) throw new RequestFailure("malformed", "a choice without text");
    return {
      index: choice.index ?? place,
      text: written ?? "",
      reasoning: reasoning_content ?? reasoning ?? null,
      finishReason: finishReason(finish),
      tokens: sumLogprobs(choice.logprobs, drawnWith)
    };
  });
  const places = new Set(choices.map(({index}) => index));
  if (places.size < choices.length || choices.some(({index}) => index >= n))
    throw new RequestFailure(
      "malformed",
      `places of choices are ${choices.map(({index}) => index).join(", ")}`
    );
  return {
    choices: choices.sort((a, b) => a.index - b.index),
    countedTokens: answer.usage?.completion_tokens ?? null
  };
}

const errorAnswer = type({
  error: type({"message?": "string", "code?": "number | string | null"}).or("string")
});

/** Some servers answer with status 200 and an error inside. */
function refuseError(json: unknown): void {
  const found = errorAnswer(json);
  if (found instanceof type.errors) return;
  const code = typeof found.error === "string" ? undefined : Number(found.error.code);
  const status = code !== undefined && code >= 400 && code < 600 ? code : 500;
  throw statusFailure(status, JSON.stringify(json), undefined);
}

/** A completion that the server broke off is none. */
function finishReason(finish: string | null | undefined): FinishReason | null {
  if (finish === "abort" || finish === "error")
    throw new RequestFailure("incomplete", `a choice ended with ${finish}`);
  return finish === "stop" || finish === "length" ? finish : null;
}
