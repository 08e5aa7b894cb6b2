import type {GenerationRequest, SamplingSettings} from "../../engine.js";

/** Everything about a request but its prompt, seed and n. */
export interface BodySettings {
  model: string;
  sampling: SamplingSettings;
  /** Fields that this kind of server needs in order to sample from nothing but temperature and nucleus; see sampling-fields.ts. */
  fields: Readonly<Record<string, unknown>>;
  /** The user's own fields, which win. */
  extra: Readonly<Record<string, unknown>>;
  /** How many alternatives of each token are asked for; null for no log-probabilities at all. */
  topLogprobs: number | null;
}

export type Api = "completions" | "chat";

export const apiPath: Readonly<Record<Api, string>> = {
  completions: "/v1/completions",
  chat: "/v1/chat/completions"
};

/** What one request asks for. */
export interface Asked {
  request: Pick<GenerationRequest, "prompt" | "messages" | "stop">;
  /** The picture as a data URL. */
  picture: string | null;
  n: number;
  /** Null sends none. */
  seed: number | null;
}

/** The JSON of a request. Each sampling field is sent, so that no server's own default comes in. */
export function requestBody(api: Api, asked: Asked, settings: BodySettings): string {
  const {model, sampling, fields, extra, topLogprobs} = settings;
  const {temperature, topP, maxTokens} = sampling;
  const {stop} = asked.request;
  return JSON.stringify({
    model,
    ...(api === "chat" ? {messages: chatMessages(asked)} : {prompt: asked.request.prompt}),
    n: asked.n,
    temperature,
    top_p: topP,
    max_tokens: maxTokens,
    ...(asked.seed === null ? {} : {seed: asked.seed}),
    ...(stop === undefined || stop.length === 0 ? {} : {stop}),
    ...logprobFields(api, topLogprobs),
    ...fields,
    ...extra,
    stream: false
  });
}

function logprobFields(api: Api, top: number | null): Record<string, unknown> {
  if (top === null) return {};
  return api === "chat" ? {logprobs: true, top_logprobs: top} : {logprobs: top};
}

type Part = {type: "text"; text: string} | {type: "image_url"; image_url: {url: string}};

interface ChatMessage {
  role: string;
  content: string | Part[];
}

/** The messages of a prompt, or the prompt as the user's; a picture stands before the last message of the user. */
function chatMessages({request, picture}: Asked): ChatMessage[] {
  const messages: ChatMessage[] = request.messages?.map(({role, content}) => ({role, content})) ?? [
    {role: "user", content: request.prompt}
  ];
  if (picture === null) return messages;
  const last = messages.findLastIndex(({role}) => role === "user");
  return messages.map((message, i) =>
    i === last
      ? {
          role: message.role,
          content: [
            {type: "image_url", image_url: {url: picture}},
            {type: "text", text: message.content as string}
          ]
        }
      : message
  );
}
