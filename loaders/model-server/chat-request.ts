import {type} from "arktype";
import type {DrawRequest, Prompt} from "./draw-request.js";
import {badRequest} from "./request-error.js";
import {checkFields, mostTops, readSampling} from "./sampling-fields.js";

const textPart = type({type: "'text'", text: "string"});
const imagePart = type({type: "'image_url'", image_url: {url: "string"}});
type Part = string | typeof textPart.infer | typeof imagePart.infer;

const message = type({role: "string", content: type("string").or(textPart.or(imagePart).array())});
const fields = type({
  messages: message.array().atLeastLength(1),
  "logprobs?": "boolean",
  "top_logprobs?": `0 <= number.integer <= ${mostTops}`
});

/** What `POST /v1/chat/completions` asks for. Throws a RequestError. */
export function readChatRequest(body: Record<string, unknown>, mostN: number): DrawRequest {
  const {messages, logprobs = false, top_logprobs: tops} = checkFields(fields, body);
  if (tops !== undefined && !logprobs) throw badRequest("top_logprobs needs logprobs: true", "top_logprobs");
  return {
    ...readSampling(body, mostN),
    prompts: [chatPrompt(messages)],
    echo: false,
    tops: logprobs ? (tops ?? 0) : null
  };
}

/** A micro model has no chat template: the contents of all messages, in order, a line each. */
function chatPrompt(messages: readonly (typeof message.infer)[]): Prompt {
  const texts: string[] = [];
  const images: Buffer[] = [];
  const parts = messages.flatMap(({content}): readonly Part[] =>
    typeof content === "string" ? [content] : content
  );
  for (const part of parts) {
    if (typeof part === "string") texts.push(part);
    else if (part.type === "text") texts.push(part.text);
    else images.push(imageBytes(part.image_url.url));
  }
  if (images.length > 1) throw badRequest("messages must have one picture at most", "messages");
  return {text: texts.join("\n"), image: images[0] ?? null};
}

function imageBytes(url: string): Buffer {
  const [, data] = /^data:image\/png;base64,([A-Za-z\d+/]+={0,2})$/.exec(url) ?? [];
  if (data !== undefined) return Buffer.from(data, "base64");
  throw badRequest("image_url must be a data URL of a PNG: data:image/png;base64,…", "messages");
}
