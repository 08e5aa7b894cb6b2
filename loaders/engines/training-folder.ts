import type {Policy} from "../schema/study.js";
import {ownEngine, policyModel} from "./find-engine.js";

/** Folder where training left the card and the log of a policy's model; null for an engine that knows of none, as a user's module. */
export function trainingFolder(policy: Policy): string | null {
  const engine = ownEngine(policy);
  return engine?.trainingFolder?.(policyModel(engine, policy)) ?? null;
}
