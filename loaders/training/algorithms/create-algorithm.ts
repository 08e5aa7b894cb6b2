import type {Algorithm} from "./algorithm.js";
import {dapo, dapoSchema} from "./dapo.js";
import {grpo, grpoSchema} from "./grpo.js";
import {ppo, ppoSchema} from "./ppo.js";
import {reinforcePlusPlus, reinforcePlusPlusSchema} from "./reinforce-plus-plus.js";
import {remax, remaxSchema} from "./remax.js";
import {rloo, rlooSchema} from "./rloo.js";

/** The algorithm part of a recipe. */
export const algorithmSchema = grpoSchema
  .or(ppoSchema)
  .or(reinforcePlusPlusSchema)
  .or(rlooSchema)
  .or(remaxSchema)
  .or(dapoSchema);

export type AlgorithmSettings = typeof algorithmSchema.infer;

/** The algorithm that a recipe names, with its settings. */
export function createAlgorithm(settings: AlgorithmSettings): Algorithm {
  switch (settings.name) {
    case "grpo":
      return grpo(settings);
    case "ppo":
      return ppo(settings);
    case "reinforce++":
      return reinforcePlusPlus(settings);
    case "rloo":
      return rloo(settings);
    case "remax":
      return remax(settings);
    case "dapo":
      return dapo(settings);
  }
}
