import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import type {EngineDefinition} from "../engine-definition.js";
import {picturePlaces} from "./architecture.js";
import {paddedLength} from "./batching.js";
import {configFile, readModelConfig, readModelFolder, weightsFile} from "./model-folder.js";
import {Tokenizer} from "./tokenizer.js";

const settings = type({
  "+": "reject",
  /** Folder of the model. */
  model: "string > 0"
});

/** Our own small models, trained by `npm run train`, on onnxruntime. */
export const micro: EngineDefinition<typeof settings.infer> = {
  id: "micro",
  settings,
  source: ({settings: {model}, resolve, where}) => readModelFolder(resolve(model), where(["model"])).source,
  room: ({settings: {model}, resolve, where}, prompts) => {
    const {architecture, words} = readModelConfig(resolve(model), where(["model"]));
    const tokenizer = new Tokenizer(words);
    const places = picturePlaces(architecture.picture);
    const taken = prompts.map((prompt) => places + paddedLength(tokenizer.encode(prompt).length));
    return {context: architecture.context, taken};
  },
  promptTokens: ({settings: {model}, resolve, where}, prompts) => {
    const {architecture, words} = readModelConfig(resolve(model), where(["model"]));
    const tokenizer = new Tokenizer(words);
    const places = picturePlaces(architecture.picture);
    return prompts.map((prompt) => places + tokenizer.encode(prompt).length);
  },
  load: async ({settings: {model}, sampling, resolve}, shared) => {
    const {loadMicroEngine} = await import("./micro-engine.js");
    const {createWorkerPool} = await import("./worker-pool.js");
    const pool = shared.get(createWorkerPool);
    return loadMicroEngine({model: resolve(model), settings: sampling, pool});
  },
  trainingFolder: ({settings: {model}, resolve}) => resolve(model),
  local: {
    what: `a folder with ${configFile} and ${weightsFile}`,
    settings: (path) => (existsSync(join(path, configFile)) ? {model: path} : null)
  }
};
