import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import type {EngineDefinition} from "../engine-definition.js";
import {configFile, readModelFolder, weightsFile} from "./model-folder.js";

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
