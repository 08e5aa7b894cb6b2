import {resolve} from "node:path";
import {openai} from "../engines/openai/definition.js";
import type {LoadedModel} from "../engines/engine.js";
import type {PolicyModel} from "../engines/engine-definition.js";

export interface JudgeServer {
  url: string;
  /** Name of the model at the server. */
  model: string;
  api: "chat" | "completions";
  temperature: number;
  maxTokens: number;
  /** Most requests under way. */
  inFlight: number;
  /** Environment variable that holds the key. */
  keyEnv?: string | undefined;
  /** How often a failed request is sent again. */
  retries: number;
  /** Seconds that the server may be silent. */
  patience: number;
  say: (line: string) => void;
}

/** A judge behind a server of OpenAI's protocol, and its identity. Throws a UserError for an address that is none. */
export async function openJudge(server: JudgeServer): Promise<{model: LoadedModel; source: string}> {
  const {url, model, api, temperature, maxTokens, inFlight, keyEnv, retries, patience, say} = server;
  const policy: PolicyModel<Parameters<typeof openai.load>[0]["settings"]> = {
    policy: "judge",
    settings: {
      ...{model, url, api, retries, patience},
      ...{n_per_request: 1, max_in_flight: inFlight, top_logprobs: false},
      ...(keyEnv === undefined ? {} : {key_env: keyEnv})
    },
    sampling: {temperature, topP: 1, maxTokens},
    prefill: null,
    resolve: (path) => resolve(path),
    where: () => "judge",
    say
  };
  return {source: await openai.source(policy), model: await openai.load(policy, undefined as never)};
}
