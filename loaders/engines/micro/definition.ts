import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import type {EngineDefinition} from "../engine-definition.js";
import type {Engine, LoadedModel} from "../engine.js";
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
  power: true,
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
    const engine = loadMicroEngine({model: resolve(model), settings: sampling, pool});
    return sampling.power === undefined ? engine : powerModel(engine);
  },
  trainingFolder: ({settings: {model}, resolve}) => resolve(model),
  local: {
    what: `a folder with ${configFile} and ${weightsFile}`,
    settings: (path) => (existsSync(join(path, configFile)) ? {model: path} : null)
  }
};

/** A model without the probabilities of its own sampler: of a power they need the sum over all texts, which nobody knows. */
function powerModel(engine: Engine): LoadedModel {
  const {batchSize, concurrency} = engine;
  return {
    batchSize,
    concurrency,
    generate: (requests) => engine.generate(requests),
    score: (requests, tops) => engine.score!(requests, tops),
    tokens: (request) => engine.tokens!(request),
    close: () => engine.close()
  };
}
