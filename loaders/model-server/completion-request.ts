import {type} from "arktype";
import type {DrawRequest} from "./draw-request.js";
import {badRequest} from "./request-error.js";
import {checkFields, mostTops, readSampling} from "./sampling-fields.js";

const fields = type({
  prompt: "string | string[]",
  "echo?": "boolean",
  "logprobs?": `0 <= number.integer <= ${mostTops}`
});

/** What `POST /v1/completions` asks for. Throws a RequestError. */
export function readCompletionRequest(body: Record<string, unknown>, mostN: number): DrawRequest {
  const {prompt: given} = body;
  if (Array.isArray(given) && given.some((entry) => typeof entry === "number" || Array.isArray(entry)))
    throw badRequest("prompt must be text: token ids are not supported", "prompt");
  const {prompt, echo = false, logprobs = null} = checkFields(fields, body);
  const texts = typeof prompt === "string" ? [prompt] : prompt;
  if (texts.length === 0) throw badRequest("prompt must have at least one text", "prompt");
  return {
    ...readSampling(body, mostN),
    prompts: texts.map((text) => ({text, image: null})),
    echo,
    tops: logprobs
  };
}
