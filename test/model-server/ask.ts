import {expect} from "vitest";
import type {ModelServer} from "../../loaders/model-server/model-server.js";

/** A choice of either kind of answer. */
interface AnsweredChoice {
  index: number;
  text: string;
  message: {role: string; content: string};
  finish_reason: string;
  stop_reason: string | null;
  logprobs: {
    tokens: string[];
    token_logprobs: (number | null)[];
    top_logprobs: (Record<string, number> | null)[];
    text_offset: number[];
    content: {
      token: string;
      logprob: number;
      bytes: number[];
      top_logprobs: {token: string; logprob: number}[];
    }[];
  } | null;
}

export interface Answered {
  object: string;
  model: string;
  choices: AnsweredChoice[];
  usage: {prompt_tokens: number; completion_tokens: number; total_tokens: number};
}

export interface Refusal {
  error: {message: string; type: string; param: string | null; code: number};
}

/** Sends a body to a path. */
export function post(
  {url}: Pick<ModelServer, "url">,
  path: string,
  body: unknown,
  init: RequestInit = {}
): Promise<Response> {
  return fetch(url + path, {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: typeof body === "string" || body instanceof Blob ? body : JSON.stringify(body),
    ...init
  });
}

async function answered(response: Response): Promise<Answered> {
  const value: unknown = await response.json();
  expect([response.status, value]).toEqual([200, expect.anything()]);
  return value as Answered;
}

/** The answer to a request for completions, which must be one. */
export async function complete(server: Pick<ModelServer, "url">, body: object): Promise<Answered> {
  return answered(await post(server, "/v1/completions", body));
}

/** The answer to a request for chat completions, which must be one. */
export async function chat(server: Pick<ModelServer, "url">, body: object): Promise<Answered> {
  return answered(await post(server, "/v1/chat/completions", body));
}

/** The events of a stream, as their data. */
export async function events(response: Response): Promise<string[]> {
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const text = await response.text();
  expect(text.endsWith("\n\n")).toBe(true);
  return text
    .slice(0, -2)
    .split("\n\n")
    .map((event) => /^data: (.*)$/.exec(event)![1]!);
}
