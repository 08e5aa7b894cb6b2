import type {Parameters} from "../../engines/micro/architecture.js";
import {AdamW, type AdamWState} from "./adam-w.js";

/** Weights in training, with their optimizer's state. Training changes both in place. */
export interface Network {
  parameters: Parameters;
  optimizer: AdamWState;
}

/** The networks that a run trains: the policy, which becomes the model, and the critic of an algorithm that has one. */
export interface Networks {
  policy: Network;
  critic: Network | null;
}

/** A network before its first update. */
export function startNetwork(parameters: Parameters): Network {
  return {parameters, optimizer: AdamW.initialState(parameters)};
}

/** Weights that stay as they are when training goes on with the others. */
export function copyParameters(parameters: Parameters): Map<string, Float32Array> {
  return new Map(Array.from(parameters, ([name, weights]) => [name, weights.slice()]));
}
