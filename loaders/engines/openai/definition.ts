import {UserError} from "../../schema/user-error.js";
import type {EngineDefinition, PolicyModel} from "../engine-definition.js";
import {endpointUrl} from "./client/endpoint-url.js";
import {defaults, openaiSettings, type OpenaiSettings} from "./settings.js";

/** Models behind servers that speak OpenAI's protocol: vLLM, SGLang, llama.cpp's server, hosted ones. */
export const openai: EngineDefinition<OpenaiSettings> = {
  id: "openai",
  chat: true,
  stop: true,
  isServed: true,
  settings: openaiSettings,
  source: (model) => {
    checkSettings(model);
    return servedIdentity(model.settings);
  },
  load: async (model) => {
    checkSettings(model);
    const {OpenaiModel} = await import("./served-model.js");
    return new OpenaiModel(model);
  }
};

/** The served model's name, with what else changes its completions and is no sampling of the study. */
function servedIdentity({model, revision, api, body}: OpenaiSettings): string {
  const parts = [
    revision === undefined ? model : `${model}@${revision}`,
    ...(api === undefined || api === defaults.api ? [] : [api]),
    ...(body === undefined || Object.keys(body).length === 0 ? [] : [JSON.stringify(body)])
  ];
  return parts.join(" ");
}

/** What the schema cannot say. Throws a UserError that names the line. */
function checkSettings({
  settings: {url, endpoints, key_env: keyName},
  policy,
  where
}: PolicyModel<OpenaiSettings>): void {
  if ((url === undefined) === (endpoints === undefined))
    throw new UserError(
      `${where([])}: the policy ${policy} needs url: http://HOST:PORT, or endpoints: a file with one address a line${
        url === undefined ? "" : ", not both"
      }`
    );
  if (url !== undefined) endpointUrl(url, where(["url"]));
  if (keyName !== undefined && process.env[keyName] === undefined)
    throw new UserError(
      `${where(["key_env"])}: the environment variable ${keyName}, which holds the key of ${policy}, is not set`
    );
}
