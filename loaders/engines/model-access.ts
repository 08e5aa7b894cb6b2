import type {Policy} from "../schema/study.js";
import type {Engine} from "./engine.js";
import {loadMicroEngine} from "./micro/micro-engine.js";
import {readModelFolder} from "./micro/model-folder.js";

/** How a policy's model is identified and loaded. */
export interface ModelAccess {
  /** Identity of the model, without starting anything; see `Engine.source`. */
  source: (policy: Policy) => Promise<string>;
  load: (policy: Policy) => Promise<Engine>;
}

/** The models of a study's policies: micro models from their folders. */
export function createModelAccess(): ModelAccess {
  return {
    source: ({model}) => Promise.resolve(readModelFolder(model).source),
    load: ({model, sampling}) => Promise.resolve(loadMicroEngine({model, settings: sampling}))
  };
}
