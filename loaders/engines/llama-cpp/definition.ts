import {type} from "arktype";
import {fileError} from "../../schema/system-error.js";
import {streamedHash} from "../../store/file-hash.js";
import type {EngineDefinition} from "../engine-definition.js";
import type {LlamaSettings} from "./llama-model.js";

const settings = type({
  "+": "reject",
  /** A GGUF file. */
  model: "string > 0",
  /** Completions drawn at once, each by one thread; default: one a core. */
  "threads?": "1 <= number.integer <= 1024",
  /** Tokens of a prompt and its completion together; default: the model's, at most 4096. */
  "context?": "1 <= number.integer <= 16777216"
});

/** Models in GGUF files, on the processor, by llama.cpp through the package node-llama-cpp, which the user installs. */
export const llamaCpp: EngineDefinition<LlamaSettings> = {
  id: "llama-cpp",
  stop: true,
  settings,
  source: async ({settings: {model}, resolve, where}) => {
    const file = resolve(model);
    try {
      return await streamedHash(file);
    } catch (error) {
      throw fileError(`${where(["model"])}: ${file}`, error);
    }
  },
  room: async (model, prompts) => {
    const {llamaRoom} = await import("./llama-model.js");
    return llamaRoom(model, prompts);
  },
  load: async (model) => {
    const {loadLlamaModel} = await import("./llama-model.js");
    return loadLlamaModel(model);
  }
};
