import {loadMicroEngine, type MicroEngine} from "../engines/micro/micro-engine.js";
import {readModelFolder} from "../engines/micro/model-folder.js";
import type {Policy} from "../schema/study.js";

/** A loaded model that gives the log-probabilities of texts it did not write. */
export type ScoringModel = Pick<MicroEngine, "score" | "close">;

/** How the model of a scoring policy is identified and loaded. */
export interface ScoringModels {
  /** Identity of the model, without starting anything; see `Engine.source`. */
  source: (policy: Policy) => string;
  load: (policy: Policy) => ScoringModel;
}

/** Micro models from their folders. */
export const microModels: ScoringModels = {
  source: ({model}) => readModelFolder(model).source,
  load: ({model, sampling}) => loadMicroEngine({model, settings: sampling})
};
