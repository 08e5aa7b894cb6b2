import type {Policy} from "../schema/study.js";
import type {Engine} from "./engine.js";
import {loadMicroEngine} from "./micro/micro-engine.js";
import {readModelFolder} from "./micro/model-folder.js";
import {WorkerPool} from "./micro/worker-pool.js";

/** How a policy's model is identified and loaded. */
export interface ModelAccess {
  /** Identity of the model, without starting anything; see `Engine.source`. */
  source: (policy: Policy) => Promise<string>;
  load: (policy: Policy) => Promise<Engine>;
  /** Ends what the loaded models shared; they are closed by then. */
  close: () => Promise<void>;
}

/** The models of a study's policies: micro models from their folders. */
export function createModelAccess(): ModelAccess {
  const pool = new WorkerPool();
  return {
    source: ({model}) => Promise.resolve(readModelFolder(model).source),
    load: ({model, sampling}) => Promise.resolve(loadMicroEngine({model, settings: sampling, pool})),
    close: () => pool.close()
  };
}
