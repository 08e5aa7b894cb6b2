import {randomBytes} from "node:crypto";
import type {IncomingMessage, ServerResponse} from "node:http";
import {chatChoice, chatDelta, chatPiece} from "./chat-answer.js";
import {readChatRequest} from "./chat-request.js";
import {drawChoices, type Choice, type Drawn} from "./choices.js";
import {completionChoice, completionPiece} from "./completion-answer.js";
import {readCompletionRequest} from "./completion-request.js";
import type {DrawRequest} from "./draw-request.js";
import {sendEvents, type ChunkShape} from "./event-stream.js";
import {readBody} from "./read-body.js";
import {RequestError} from "./request-error.js";
import type {ServedModel} from "./served-model.js";

/** A model under its name. */
export interface Served {
  model: ServedModel;
  name: string;
  /** Most completions of a prompt in one request. */
  mostN: number;
  /** Seconds since 1970 when it was loaded. */
  created: number;
}

/** One of the two ways to ask for completions. */
interface Endpoint {
  object: string;
  prefix: string;
  read: (body: Record<string, unknown>, mostN: number) => DrawRequest;
  choice: (choice: Choice, index: number) => object;
  chunkObject: string;
  chunk: ChunkShape;
}

/** By path. */
export const endpoints: Record<string, Endpoint> = {
  "/v1/completions": {
    object: "text_completion",
    prefix: "cmpl",
    read: readCompletionRequest,
    choice: completionChoice,
    chunkObject: "text_completion",
    chunk: {whole: completionChoice, piece: completionPiece, end: completionChoice}
  },
  "/v1/chat/completions": {
    object: "chat.completion",
    prefix: "chatcmpl",
    read: readChatRequest,
    choice: chatChoice,
    chunkObject: "chat.completion.chunk",
    chunk: {whole: chatDelta, piece: chatPiece, end: chatDelta}
  }
};

/** Answers a request for completions. Rejects with a RequestError for one that is refused, and with the signal's reason where it aborts. */
export async function answerDraw(
  {object, prefix, read, choice, chunkObject, chunk}: Endpoint,
  {model, name, mostN}: Served,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal
): Promise<void> {
  const wanted = read(await readBody(request, signal), mostN);
  if (wanted.model !== null && wanted.model !== name)
    throw new RequestError(404, `The model \`${wanted.model}\` does not exist: this is ${name}`, "model");
  const drawn = await drawChoices(model, wanted, signal);
  const head = {
    id: `${prefix}-${randomBytes(12).toString("hex")}`,
    object: wanted.stream === null ? object : chunkObject,
    created: Math.floor(Date.now() / 1000),
    model: name,
    system_fingerprint: `fp_${model.source.slice(0, 16)}`
  };
  if (wanted.stream === null) {
    sendJson(response, 200, {...head, choices: drawn.choices.map(choice), usage: usageOf(drawn)});
  } else {
    const usage = wanted.stream.includeUsage ? usageOf(drawn) : null;
    sendEvents(response, head, drawn.choices, chunk, usage);
  }
}

/** Counts each prompt once, and every completion. */
function usageOf({promptTokens, completionTokens}: Drawn): object {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens
  };
}

/** The answer to `GET /v1/models`. */
export function modelList({model, name, created}: Served): object {
  const {context} = model.architecture;
  const served = {id: name, object: "model", created, owned_by: "reasoning-boundary", max_model_len: context};
  return {object: "list", data: [served]};
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {"content-type": "application/json", "content-length": bytes.length}).end(bytes);
}
