import {type} from "arktype";

/** Keys of a policy whose completions a server draws. */
export const openaiSettings = type({
  "+": "reject",
  /** Name of the model at the server. */
  model: "string > 0",
  /** Commit or version of the model, for the record: the server does not tell. */
  "revision?": "string > 0",
  /** Address of one server. */
  "url?": "string > 0",
  /** Path of a file with the address of a server a line; it may change while a run goes on. */
  "endpoints?": "string > 0",
  /** `completions` sends the prompt as a text, `chat` as a message; default: what the prompt template is made for. */
  "api?": "'completions' | 'chat'",
  /** Environment variable that holds the key. */
  "key_env?": /^[A-Za-z_]\w*$/,
  /** More fields of the request, such as chat_template_kwargs; they win over the tool's own. */
  "body?": "Record<string, unknown>",
  /** Alternatives of each token whose log-probabilities are asked for; false for no log-probabilities. */
  "top_logprobs?": "0 <= number.integer <= 20 | false",
  /** Most completions a request. */
  "n_per_request?": "1 <= number.integer <= 1024",
  /** Most requests under way at one server. */
  "max_in_flight?": "1 <= number.integer <= 65536",
  /** Seconds until an answer is given up, and what each token of max_tokens adds. */
  "timeout?": "number > 0",
  "timeout_per_token?": "number >= 0",
  /** Seconds that a server may take to start, and that all servers may be silent in the middle of a run. */
  "patience?": "number >= 0",
  /** How often a failed request is sent again. */
  "retries?": "0 <= number.integer <= 100"
});

export type OpenaiSettings = typeof openaiSettings.infer;

export const defaults = {
  api: "completions",
  key_env: "OPENAI_API_KEY",
  top_logprobs: 5,
  n_per_request: 8,
  max_in_flight: 4096,
  timeout: 300,
  timeout_per_token: 0.25,
  patience: 600,
  retries: 8
} as const;
